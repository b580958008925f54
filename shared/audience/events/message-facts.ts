import {
  messageBounced,
  messageClicked,
  messageComplained,
  messageDelivered,
  messageOpened,
  messageSent,
} from "#events/index.ts";

type Row = {
  /** Its word in feedback, and in a simulated mail's `did`. */
  did: string | undefined;
  /** The event that is published. */
  event: { name: string } | undefined;
  /** The message's state in the API while no later fact is known. */
  state?: string;
  /** Proves that the provider accepted the mail. */
  isProof?: true;
  /** The suppression that it causes. */
  suppresses?: "hard-bounce" | "complaint";
  /**
   * The tracking that reports it. Untracked facts come from the provider; an SMTP relay reports
   * none, so with a relay their events happen in simulations only.
   */
  tracked?: "opens" | "clicks";
};

/**
 * Everything that can happen to a message, one row a fact; each is set once and never reset. Later
 * rows outrank earlier ones.
 */
const ROWS = {
  claimedAt: { did: undefined, event: undefined },
  sentAt: { did: "sent", event: messageSent, state: "sent", isProof: true },
  /** The provider accepted it and then refused to send it. Not published. */
  rejectedAt: { did: "rejected", event: undefined, state: "refused", isProof: true },
  deliveredAt: { did: "delivered", event: messageDelivered, state: "delivered", isProof: true },
  /** Suppresses only after a hard bounce. */
  bouncedAt: {
    did: "bounced",
    event: messageBounced,
    state: "bounced",
    isProof: true,
    suppresses: "hard-bounce",
  },
  complainedAt: {
    did: "complained",
    event: messageComplained,
    state: "complained",
    isProof: true,
    suppresses: "complaint",
  },
  openedAt: { did: "opened", event: messageOpened, tracked: "opens" },
  clickedAt: { did: "clicked", event: messageClicked, tracked: "clicks" },
} as const satisfies Record<string, Row>;

export type MessageFact = keyof typeof ROWS;
export type FactState = Extract<(typeof ROWS)[MessageFact], { state: string }>["state"];
export type FactWord = Exclude<(typeof ROWS)[MessageFact]["did"], undefined>;

export const MESSAGE_FACTS: { [F in MessageFact]: Row } = ROWS;

/** The facts for which `holds`, in the order of the table. */
export const factsWhere = (holds: (row: Row, fact: MessageFact) => unknown): MessageFact[] =>
  (Object.keys(ROWS) as MessageFact[]).filter((fact) => holds(MESSAGE_FACTS[fact], fact));
