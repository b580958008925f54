import { DAY_MS } from "#shared/kernel/time.ts";
import type { Message, OutcomeKey } from "#shared/messaging/messages/index.ts";
import type { OutboxRun, Snapshot } from "#shared/messaging/snapshot/index.ts";
import type { Put, TableReader } from "#shared/ports/table.ts";
import { settleAccepted } from "./settle-accepted.ts";

/**
 * What a batch of calls to a provider with a feed came to: in one row instead of one write each. By the number of each
 * claim within its batch, the instant to base 36 and the provider's id. The first rows had objects by message.
 */
type Outcomes = { accepted: Record<string, string | FirstShape> };
type FirstShape = { attempt: number; providerId: string; at: number };

/** The acceptance of a claim, as its batch notes it. */
export const acceptanceEntry = (token: string, providerId: string, at: number) =>
  [claimNumber(token), `${at.toString(36)} ${providerId}`] as const;

/** A token is its batch and the claim's number in it. */
export const claimNumber = (token: string) => token.slice(token.lastIndexOf(".") + 1);

function readAcceptance({ accepted }: Outcomes, { id, attempt }: Message, token: string) {
  const noted = accepted[claimNumber(token)];
  if (typeof noted === "string") {
    const [at = "", ...providerId] = noted.split(" ");
    return { at: Number.parseInt(at, 36), providerId: providerId.join(" ") };
  }
  const first = accepted[id];
  return typeof first === "object" && first.attempt === attempt ? first : undefined;
}

const KEEP_MS = 8 * DAY_MS;

/** Where a batch writes its outcomes; the claims name it beforehand. */
export const outcomeKey = (batch: string): OutcomeKey => ({ pk: `o#${batch}`, sk: "-" });

export const putOutcomes = (
  place: OutcomeKey,
  accepted: Outcomes["accepted"],
  now: number,
): Put<"due"> => ({
  put: { table: "due", ...place },
  v: 2,
  data: { accepted } satisfies Outcomes,
  expiresAt: now + KEEP_MS,
  expect: "any",
});

type Reads = { table: TableReader<"due"> };

/** The message with the acceptance that its batch noted, if it did. */
export async function foldOutcome({ table }: Reads, message: Message): Promise<Message> {
  const claim = claimOf(message);
  if (!claim) return message;
  const row = await table.get<Outcomes>({ table: "due", ...claim.place }, { consistent: true });
  const found = row && readAcceptance(row.data, message, claim.token);
  return found ? settleAccepted(message, found.providerId, found.at) : message;
}

/** A claim whose outcome the row itself does not tell, and where it may stand. */
function claimOf(message: Message): { token: string; place: OutcomeKey } | undefined {
  const isClaimed = message.status === "sending" || message.status === "unknown";
  if (!isClaimed || message.facts.sentAt || !message.outcome) return undefined;
  return { token: message.token, place: message.outcome };
}

/** The same for all messages of a person: whoever meets `sending` looks there. */
export async function foldOutcomes<Run extends OutboxRun>(
  world: Reads,
  snapshot: Snapshot<Run>,
): Promise<Snapshot<Run>> {
  if (!snapshot.messages.some(({ data }) => claimOf(data))) return snapshot;
  const messages = await Promise.all(
    snapshot.messages.map(async (item) => ({ ...item, data: await foldOutcome(world, item.data) })),
  );
  return { ...snapshot, messages };
}
