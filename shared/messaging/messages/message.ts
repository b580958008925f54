import type { EntryEvent } from "#shared/audience/events/index.ts";
import {
  type FactState,
  factsWhere,
  MESSAGE_FACTS,
  type MessageFact,
} from "#shared/audience/events/index.ts";
import type { MailClass } from "#shared/ports/renderer.ts";

export type MessageClass = MailClass;

/** What decided the message. */
export type MessageSource =
  | { kind: "run"; sequence: string; entryKey: string; run: string; version: number; step: string }
  | { kind: "api" };

/** What happened to a message (epoch milliseconds). */
type MessageFacts = Partial<Record<MessageFact, number>>;

/** A followed link; bot detection marks it seconds later, when a burst would show. */
export type StoredClick = { at: number; link: number; machine: boolean };

/** A message without its protocol state. */
export type MessageCore = {
  id: string;
  class: MessageClass;
  source: MessageSource;
  template: string;
  bornAt: number;
  attempt: number;
  facts: MessageFacts;
  providerId?: string;
  templateVersion?: number;
  to?: string;
  /** The team member's address, if the mail is a notification about the contact. */
  team?: string;
  /** A test of its template, to `team`. */
  test?: true;
  subject?: string;
  /** `data` in a transactional mail's template. */
  data?: Record<string, unknown>;
  /** Rendered targets of tracked links that contain Liquid, by index; at most 16 KB. */
  links?: Record<number, string>;
  /** Links that were dropped or not tracked, for the author. */
  notes?: string[];
  /** The caller turned click tracking off. */
  trackClicks?: false;
  trackOpens?: false;
  /** Requires consent although it is transactional. */
  needsConsent?: true;
  rawClicks?: StoredClick[];
  /** The event that started its run, while held: the run may end first. */
  entry?: EntryEvent;
  /** Human clicks, one per link, with its target. */
  clicks?: { at: number; link?: string }[];
  /** Why it was held, dropped, refused, bounced or is in doubt. */
  reason?: string;
};

/** The row of a batch's outcomes, if they are not written onto the message rows. */
export type OutcomeKey = { pk: string; sk: string };

/**
 * The state of the delivery protocol (docs/design.md, Delivery protocol); feedback adds facts only.
 */
export type Protocol =
  | { status: "held"; until: number }
  | { status: "sending"; token: string; leaseEndsAt: number; outcome?: OutcomeKey }
  /** If it was called, then before the lease ended. */
  | { status: "unknown"; token: string; leaseEndsAt?: number; outcome?: OutcomeKey }
  | { status: "sent" }
  | { status: "refused" }
  | { status: "dropped" };

/** Row `c#…` of a contact: one mail. */
export type Message = MessageCore & Protocol;

/** A message's state in the API: certain facts outrank the protocol's status. */
type MessageState = Protocol["status"] | FactState;

const WITH_STATE = factsWhere(({ state }) => state);

export function stateOf({ facts, status }: Message): MessageState {
  const known = WITH_STATE.findLast((fact) => facts[fact] !== undefined);
  return known ? (MESSAGE_FACTS[known].state as FactState) : status;
}

/** Whether a message may still be sent: neither out nor ended. */
export const isOpen = (message: Message) =>
  (message.status === "held" || message.status === "sending") && !isOut(message);

const PROOFS = factsWhere(({ isProof }) => isProof);

/** Whether the provider is known to have accepted it. */
export const isOut = (message: Pick<Message, "facts">) => leftAt(message) !== undefined;

/** When it left, if known. */
export function leftAt({ facts }: Pick<Message, "facts">): number | undefined {
  const proof = PROOFS.find((fact) => facts[fact] !== undefined);
  return proof && facts[proof];
}

/** The message without its protocol state. */
export function withoutProtocol(message: Message): MessageCore {
  const { status, until, token, leaseEndsAt, outcome, reason, ...rest } = message as MessageCore &
    Partial<Record<ProtocolField, unknown>>;
  return rest;
}

type ProtocolField = "status" | "until" | "token" | "leaseEndsAt" | "outcome";
