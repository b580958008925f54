import {
  messageBounced,
  messageClicked,
  messageComplained,
  messageDelivered,
  messageOpened,
  messageSent,
} from "#events/index.ts";

type Row = {
  /** The word for it in feedback, and in what a simulation is told that a mail `did`. */
  did: string | undefined;
  /** The event that tells of it. */
  event: { name: string } | undefined;
  /** What the API calls a message of which nothing further down is known. */
  state?: string;
  /** Whether it proves that the provider had the mail. */
  isProof?: true;
  /** Why an address gets no more mail after it. */
  suppresses?: "hard-bounce" | "complaint";
  /**
   * What must be tracked for it to be known: links in mails tell of it. Of the rest only the
   * provider tells, and an SMTP relay does not: with a relay, its event happens in simulations only.
   */
  tracked?: "opens" | "clicks";
};

/**
 * All that can become of a message, each set once and never taken back: one row for each fact. What
 * stands further down was known later, and outranks what stands above it.
 */
const ROWS = {
  claimedAt: { did: undefined, event: undefined },
  sentAt: { did: "sent", event: messageSent, state: "sent", isProof: true },
  /** The provider took it and then would not send it. No event tells of it. */
  rejectedAt: { did: "rejected", event: undefined, state: "refused", isProof: true },
  deliveredAt: { did: "delivered", event: messageDelivered, state: "delivered", isProof: true },
  /** Suppresses only where the address is no good. */
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
