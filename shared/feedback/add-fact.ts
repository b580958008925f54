import type { Facts, Message } from "#shared/people/index.ts";
import type { ProviderEvent } from "./provider-event.ts";

export type Fact = Exclude<keyof Facts, "claimedAt">;

/** The fact that each kind of news adds to a message; the rest adds none of its own. */
const FACTS: { [K in ProviderEvent["kind"]]: Fact | undefined } = {
  sent: "sentAt",
  delivered: "deliveredAt",
  delayed: undefined,
  bounced: "bouncedAt",
  complained: "complainedAt",
  rejected: "rejectedAt",
  opened: "openedAt",
  clicked: "clickedAt",
  "rendering-failed": undefined,
  subscription: undefined,
};

/** The fact that this event is, if it is one: a machine opens and clicks nothing, "not spam" is no complaint. */
export function factOf(event: ProviderEvent): Fact | undefined {
  if ((event.kind === "opened" || event.kind === "clicked") && event.machine) return undefined;
  if (event.kind === "complained" && !event.suppresses) return undefined;
  return FACTS[event.kind];
}

/** The message with that fact, which is set once: the same message when it already has it. */
export const setFact = (message: Message, fact: Fact, at: number): Message =>
  message.facts[fact] === undefined
    ? { ...message, facts: { ...message.facts, [fact]: at } }
    : message;

/** When the provider accepted the mail, where this word proves it: whether or not we ever heard the answer. */
export function acceptedAt(event: ProviderEvent): number | undefined {
  if (event.kind === "sent") return event.at;
  return "takenAt" in event ? event.takenAt : undefined;
}

/**
 * The message after the provider's word (protocol, 12). Only facts are added, so words may come twice and in any order,
 * before the answer to our call or after we gave up on it; the protocol's own fields stay.
 */
export function addFact(message: Message, event: ProviderEvent): Message {
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
function reasonOf({ facts }: Message, event: ProviderEvent): string | undefined {
  if (event.kind === "bounced") return `bounced: ${event.code}`;
  if (event.kind === "rejected" && facts.bouncedAt === undefined) {
    return `rejected: ${event.reason}`;
  }
  return undefined;
}
