import { factsWhere, MESSAGE_FACTS, type MessageFact } from "#shared/audience/events/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import type { Feedback } from "./feedback.ts";

const FACT_OF = new Map<string, MessageFact>(
  factsWhere(({ did }) => did).map((fact) => [MESSAGE_FACTS[fact].did!, fact]),
);

/** The fact that this event is, if it is one: a machine opens and clicks nothing, "not spam" is no complaint. */
export function factOf(event: Feedback): MessageFact | undefined {
  if ((event.kind === "opened" || event.kind === "clicked") && event.machine) return undefined;
  if (event.kind === "complained" && !event.suppresses) return undefined;
  return FACT_OF.get(event.kind);
}

/** The message with that fact, which is set once: the same message when it already has it. */
export const setFact = (message: Message, fact: MessageFact, at: number): Message =>
  message.facts[fact] === undefined
    ? { ...message, facts: { ...message.facts, [fact]: at } }
    : message;

/** When the provider accepted the mail, where this feedback proves it: also if we never got an answer. */
export function acceptedAt(event: Feedback): number | undefined {
  if (event.kind === "sent") return event.at;
  return "takenAt" in event ? event.takenAt : undefined;
}

/**
 * The message after the provider's feedback (protocol, 12). Only facts are added, so it may come twice and in any order,
 * before the answer to our call or after we gave up on it; the protocol's own fields stay.
 */
export function addFact(message: Message, event: Feedback): Message {
  const fact = factOf(event);
  const accepted = acceptedAt(event);
  const sent = accepted === undefined ? message : setFact(message, "sentAt", accepted);
  const next = fact ? setFact(sent, fact, event.at) : sent;
  if (next === message) return message;
  const reason = reasonOf(message, event);
  return {
    ...next,
    providerId: message.providerId ?? event.providerId,
    ...(reason !== undefined && { reason }),
  };
}

/** A bounce says more than a rejection, whichever comes first. */
function reasonOf({ facts }: Message, event: Feedback): string | undefined {
  if (event.kind === "bounced") return `bounced: ${event.code}`;
  if (event.kind === "rejected" && facts.bouncedAt === undefined) {
    return `rejected: ${event.reason}`;
  }
  return undefined;
}
