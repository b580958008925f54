import { DAY_MS } from "#shared/kernel/time.ts";
import {
  isOut,
  type Message,
  type MessageCore,
  type OutcomePlace,
  type Person,
} from "#shared/people/index.ts";
import type { Put, TableReader } from "#shared/ports/table.ts";

/** What a batch of calls to a provider with a feed came to, by message: in one row instead of one write each. */
type Outcomes = { accepted: Record<string, { attempt: number; providerId: string; at: number }> };

const KEEP_MS = 8 * DAY_MS;

/** Where a batch writes its outcomes; the claims name it beforehand. */
export const outcomePlace = (batch: string): OutcomePlace => ({ pk: `o#${batch}`, sk: "-" });

export const putOutcomes = (
  place: OutcomePlace,
  accepted: Outcomes["accepted"],
  now: number,
): Put<"due"> => ({
  put: { table: "due", ...place },
  v: 1,
  data: { accepted } satisfies Outcomes,
  expiresAt: now + KEEP_MS,
  expect: "any",
});

type Reads = { table: TableReader<"due"> };

/** The message with the acceptance that its batch noted, if it did. */
export async function foldOutcome({ table }: Reads, message: Message): Promise<Message> {
  const place = placeOf(message);
  if (!place) return message;
  const row = await table.get<Outcomes>({ table: "due", ...place }, { consistent: true });
  const found = row?.data.accepted[message.id];
  if (!found || found.attempt !== message.attempt) return message;
  return settleAccepted(message, found.providerId, found.at);
}

/** Where the outcome of a claim may stand that the row itself does not tell. */
function placeOf(message: Message): OutcomePlace | undefined {
  const isClaimed = message.status === "sending" || message.status === "unknown";
  return isClaimed && !message.facts.sentAt ? message.outcome : undefined;
}

/** The same for all messages of a person: whoever meets `sending` looks there. */
export async function foldOutcomes(world: Reads, person: Person): Promise<Person> {
  if (!person.messages.some(({ data }) => placeOf(data))) return person;
  const messages = await Promise.all(
    person.messages.map(async (item) => ({ ...item, data: await foldOutcome(world, item.data) })),
  );
  return { ...person, messages };
}

/** The message after the provider took it. */
export function settleAccepted(message: Message, providerId: string, at: number): Message {
  const { facts } = message;
  return {
    ...withoutProtocol(message),
    // Feedback may have come first: why it bounced is worth more than that it was accepted.
    ...(isOut(message) && message.reason && { reason: message.reason }),
    status: "sent",
    providerId: message.providerId ?? providerId,
    facts: { ...facts, sentAt: facts.sentAt ?? at },
  };
}

/** What stays of a message when its protocol state changes. */
export function withoutProtocol(message: Message): MessageCore {
  const { status, until, token, leaseEndsAt, outcome, passed, reason, ...rest } =
    message as MessageCore & Partial<Record<ProtocolField, unknown>>;
  return rest;
}

type ProtocolField = "status" | "until" | "token" | "leaseEndsAt" | "outcome" | "passed";
