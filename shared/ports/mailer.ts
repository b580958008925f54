/** One composed mail to send. `raw` is the whole RFC 5322 message; `send` may empty it. */
export type OutgoingMail = {
  workspace: string;
  messageId: string;
  attempt: number;
  from: string;
  to: string;
  raw: Uint8Array;
  /** Epoch milliseconds after which a mailer with a lease must refuse the call. */
  leaseEndsAt: number;
  /** Monotonic milliseconds after which a mailer that waited for a connection refuses the call. */
  beginBy: number;
};

/**
 * `refused` is certain: the provider did not accept it. Anything less certain is `unknown`. `at`:
 * when it was accepted (epoch milliseconds), if the provider says so.
 */
export type SendOutcome =
  | { kind: "accepted"; providerId: string; at?: number }
  | { kind: "refused"; reason: string; retryable: boolean }
  | { kind: "unknown"; reason: string };

/** Where proof of acceptance comes from when the reply was lost. */
export type Evidence = "query" | "feed" | "none";

export interface Mailer {
  readonly evidence: Evidence;
  /** Mails in flight at once; bounds what a crash can leave in doubt. */
  readonly concurrency: number;
  /**
   * Opens missing connections for `count` mails before they are claimed and checked, so that no
   * check grows old meanwhile. Never throws; absent on mailers without connections.
   */
  connect?: (count: number) => Promise<void>;
  /** One call to the provider, never a retry. Never throws. */
  send: (mail: OutgoingMail) => Promise<SendOutcome>;
  /** Only with evidence `query`: the acceptance of that attempt, if any. */
  find: (
    messageId: string,
    attempt: number,
  ) => Promise<{ providerId: string; at: number } | undefined>;
}
