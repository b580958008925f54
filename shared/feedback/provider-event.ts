type Common = {
  /** Our own tags; without them the mail is not ours. */
  messageId?: string;
  attempt?: number;
  providerId: string;
  recipients: string[];
  /** When it happened, as the provider says (epoch milliseconds). */
  at: number;
};

/** What a mail provider tells of a mail afterwards, in our words. */
export type ProviderEvent = Common &
  (
    | { kind: "sent" }
    | { kind: "delivered" }
    | { kind: "delayed"; reason: string }
    /** `hard` says that the address is no good; `senderFault` that we were refused, not the address. */
    | { kind: "bounced"; hard: boolean; senderFault: boolean; code: string }
    | { kind: "complained"; suppresses: boolean }
    | { kind: "rejected"; reason: string }
    | { kind: "opened"; machine: boolean }
    | { kind: "clicked"; machine: boolean; link: string }
    | { kind: "rendering-failed"; reason: string }
    | { kind: "subscription" }
  );
