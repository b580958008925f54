import { factsWhere, MESSAGE_FACTS, type MessageFact } from "#shared/audience/events/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import type { Feedback } from "./feedback.ts";

const FACT_OF = new Map<string, MessageFact>(
  factsWhere(({ did }) => did).map((fact) => [MESSAGE_FACTS[fact].did!, fact]),
);

/** The fact of an event, if any: machine opens and clicks, and "not spam" complaints, are none. */
export function factOf(event: Feedback): MessageFact | undefined {
  if ((event.kind === "opened" || event.kind === "clicked") && event.machine) return undefined;
  if (event.kind === "complained" && !event.suppresses) return undefined;
  return FACT_OF.get(event.kind);
}

/** Sets a fact once: the same message when it already has it. */
export const setFact = (message: Message, fact: MessageFact, at: number): Message =>
  message.facts[fact] === undefined
    ? { ...message, facts: { ...message.facts, [fact]: at } }
    : message;

/**
 * When the provider accepted the mail, if this feedback proves it, even if we never got an answer.
 */
export function acceptedAt(event: Feedback): number | undefined {
  if (event.kind === "sent") return event.at;
  return "takenAt" in event ? event.takenAt : undefined;
}

/**
 * Applies provider feedback (protocol, 12). It only adds facts, so events may repeat and arrive in
 * any order, even before the answer to our call; the protocol's fields stay.
 */
export function addFact(message: Message, event: Feedback): Message {
  const fact = factOf(event);
  const accepted = acceptedAt(event);
  const sent = accepted === undefined ? message : setFact(message, "sentAt", accepted);
  const next = fact ? setFact(sent, fact, event.at) : sent;
  if (next === message) return message;
  const reason = newReason(message, event);
  return {
    ...next,
    providerId: message.providerId ?? event.providerId,
    ...(reason !== undefined && { reason }),
  };
}

/** A bounce outranks a rejection, in either order. */
function newReason({ facts }: Message, event: Feedback): string | undefined {
  if (event.kind === "bounced") return `bounced: ${event.code}`;
  if (event.kind === "rejected" && facts.bouncedAt === undefined) {
    return `rejected: ${event.reason}`;
  }
  return undefined;
}
