type Common = {
  /** Our own tags; a mail without them is not ours. */
  messageId?: string;
  attempt?: number;
  providerId: string;
  recipients: string[];
  /** When it happened according to the provider (epoch milliseconds). */
  at: number;
};

/** Feedback that proves that the provider accepted the mail at `takenAt`. */
type Proof = { takenAt: number };

/** An event that a mail provider reports, in our words. */
export type Feedback = Common &
  (
    | { kind: "sent" }
    | ({ kind: "delivered" } & Proof)
    | ({ kind: "delayed"; reason: string } & Proof)
    /** `hard`: the address is bad; `senderFault`: the refusal was about us, not the address. */
    | ({ kind: "bounced"; hard: boolean; senderFault: boolean; code: string } & Proof)
    | ({ kind: "complained"; suppresses: boolean } & Proof)
    | { kind: "rejected"; reason: string }
    | { kind: "opened"; machine: boolean }
    | { kind: "clicked"; machine: boolean; link: string }
    | { kind: "rendering-failed"; reason: string }
    | { kind: "subscription" }
  );
