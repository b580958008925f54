import type { EntryEvent } from "#shared/audience/events/index.ts";
import {
  type FactState,
  factsWhere,
  MESSAGE_FACTS,
  type MessageFact,
} from "#shared/audience/events/index.ts";
import type { MailClass } from "#shared/ports/renderer.ts";

export type MessageClass = MailClass;

/** Which decision a message comes from. */
export type MessageSource =
  | { kind: "run"; sequence: string; entryKey: string; run: string; version: number; step: string }
  | { kind: "api" };

/** What happened to a message (epoch milliseconds). */
export type Facts = Partial<Record<MessageFact, number>>;

/** A link that was followed; judged a few seconds later, when a burst would show. */
export type RawClick = { at: number; link: number; machine: boolean };

/** All of a message but its protocol state. */
export type MessageCore = {
  id: string;
  class: MessageClass;
  source: MessageSource;
  template: string;
  bornAt: number;
  attempt: number;
  facts: Facts;
  providerId?: string;
  templateVersion?: number;
  to?: string;
  /** Somebody of the team that it goes to: it is about the person, and none of their mails. */
  team?: string;
  subject?: string;
  /** What a transactional mail's template sees as `data`. */
  data?: Record<string, unknown>;
  /** Rendered targets of tracked links that hold Liquid, by index; at most 16 KB. */
  links?: Record<number, string>;
  /** What its author should know of links that were dropped or not tracked. */
  notes?: string[];
  /** Its caller wanted no link of it to lead through the tracker. */
  trackClicks?: false;
  trackOpens?: false;
  /** Goes only to whoever wants mail, though it is transactional. */
  needsConsent?: true;
  hits?: RawClick[];
  /** What made its run start, while it is held: the run may be over by then. */
  entry?: EntryEvent;
  /** The links that a person followed, each once, with where it led. */
  clicks?: { at: number; link?: string }[];
  /** Why it was held, dropped, refused, bounced or doubted. */
  reason?: string;
};

/** Where a batch of claims writes its outcomes when it does not write them onto the rows. */
export type OutcomeKey = { pk: string; sk: string };

/** The state of the delivery protocol (docs/design.md, Delivery protocol), apart from the facts that feedback adds. */
export type Protocol =
  | { status: "held"; until: number }
  | { status: "sending"; token: string; leaseEndsAt: number; outcome?: OutcomeKey }
  /** Its call was made before the lease ended, if it was. */
  | {
      status: "unknown";
      token: string;
      leaseEndsAt?: number;
      outcome?: OutcomeKey;
      passed?: true;
    }
  | { status: "sent" }
  | { status: "refused" }
  | { status: "dropped" };

/** Row `c#…` of a person: one mail to one contact. */
export type Message = MessageCore & Protocol;

/** What the API calls the state of a message: what is known for certain outranks what is not. */
type MessageState = Protocol["status"] | FactState;

const WITH_STATE = factsWhere(({ state }) => state);

export function stateOf({ facts, status }: Message): MessageState {
  const known = WITH_STATE.findLast((fact) => facts[fact] !== undefined);
  return known ? (MESSAGE_FACTS[known].state as FactState) : status;
}

/** Whether a message may still reach its reader by what we do: no one can say of it yet that it went or will not go. */
export const isOpen = (message: Message) =>
  (message.status === "held" || message.status === "sending") && !isOut(message);

const PROOFS = factsWhere(({ isProof }) => isProof);

/** Whether the provider is known to have had it. */
export const isOut = (message: Pick<Message, "facts">) => leftAt(message) !== undefined;

/** When it left, as far as known. */
export function leftAt({ facts }: Pick<Message, "facts">): number | undefined {
  const proof = PROOFS.find((fact) => facts[fact] !== undefined);
  return proof && facts[proof];
}

/** What stays of a message when its protocol state changes. */
export function withoutProtocol(message: Message): MessageCore {
  const { status, until, token, leaseEndsAt, outcome, passed, reason, ...rest } =
    message as MessageCore & Partial<Record<ProtocolField, unknown>>;
  return rest;
}

type ProtocolField = "status" | "until" | "token" | "leaseEndsAt" | "outcome" | "passed";
