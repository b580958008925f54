/** One composed mail on its way out. `raw` is the whole RFC 5322 message that we composed; `send` may empty it. */
export type OutgoingMail = {
  workspace: string;
  messageId: string;
  attempt: number;
  from: string;
  to: string;
  raw: Uint8Array;
  /** Epoch milliseconds after which a mailer that can be asked must refuse the call. */
  leaseEndsAt: number;
  /** Monotonic milliseconds after which a mailer that had to wait (for a connection) refuses the call. */
  beginBy: number;
};

/**
 * `refused` is certain: the provider did not take it. Anything less certain is `unknown`. `at` is
 * the instant of the acceptance (epoch milliseconds), where the provider tells it.
 */
export type SendOutcome =
  | { kind: "accepted"; providerId: string; at?: number }
  | { kind: "refused"; reason: string; retryable: boolean }
  | { kind: "unknown"; reason: string };

/** Where proof of an acceptance can come from when the answer was lost. */
export type Evidence = "query" | "feed" | "none";

export interface Mailer {
  readonly evidence: Evidence;
  /** Mails that may be under way at once; it bounds what a crash can leave in doubt. */
  readonly concurrency: number;
  /**
   * Opens what is missing of connections for `count` mails, before they are claimed and checked:
   * how long that takes must not make a check old. Never throws; a mailer without connections of
   * its own leaves it out.
   */
  connect?: (count: number) => Promise<void>;
  /** One call to the provider, never a retry. Never throws. */
  send: (mail: OutgoingMail) => Promise<SendOutcome>;
  /** Only with evidence `query`: the acceptance of that attempt and its instant, if there was one. */
  find: (
    messageId: string,
    attempt: number,
  ) => Promise<{ providerId: string; at: number } | undefined>;
}
