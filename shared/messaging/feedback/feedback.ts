type Common = {
  /** Our own tags; without them the mail is not ours. */
  messageId?: string;
  attempt?: number;
  providerId: string;
  recipients: string[];
  /** When it happened, as the provider says (epoch milliseconds). */
  at: number;
};

/** Feedback about a mail that was on its way proves that it was accepted, and says when. */
type Proof = { takenAt: number };

/** What a mail provider reports of a mail afterwards, in our words. */
export type Feedback = Common &
  (
    | { kind: "sent" }
    | ({ kind: "delivered" } & Proof)
    | ({ kind: "delayed"; reason: string } & Proof)
    /** `hard` says that the address is no good; `senderFault` that we were refused, not the address. */
    | ({ kind: "bounced"; hard: boolean; senderFault: boolean; code: string } & Proof)
    | ({ kind: "complained"; suppresses: boolean } & Proof)
    | { kind: "rejected"; reason: string }
    | { kind: "opened"; machine: boolean }
    | { kind: "clicked"; machine: boolean; link: string }
    | { kind: "rendering-failed"; reason: string }
    | { kind: "subscription" }
  );
