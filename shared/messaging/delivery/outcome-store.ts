import { DAY_MS } from "#shared/kernel/time.ts";
import type { Message, OutcomeKey } from "#shared/messaging/messages/index.ts";
import type { OutboxRun, Snapshot } from "#shared/messaging/snapshot/index.ts";
import type { Put, TableReader } from "#shared/ports/table.ts";
import { settleAccepted } from "./settle-accepted.ts";

/**
 * The acceptances of one batch, in one row instead of one write per message: by claim number, the
 * instant in base 36 and the provider's id. The first version held objects by message id.
 */
type Outcomes = { accepted: Record<string, string | FirstShape> };
type FirstShape = { attempt: number; providerId: string; at: number };

/** The entry of an accepted claim. */
export const acceptanceEntry = (token: string, providerId: string, at: number) =>
  [claimNumber(token), `${at.toString(36)} ${providerId}`] as const;

/** A token is the batch and the claim's number in it. */
export const claimNumber = (token: string) => token.slice(token.lastIndexOf(".") + 1);

function readAcceptance({ accepted }: Outcomes, { id, attempt }: Message, token: string) {
  const entry = accepted[claimNumber(token)];
  if (typeof entry === "string") {
    const [at = "", ...providerId] = entry.split(" ");
    return { at: Number.parseInt(at, 36), providerId: providerId.join(" ") };
  }
  const first = accepted[id];
  return typeof first === "object" && first.attempt === attempt ? first : undefined;
}

const KEEP_MS = 8 * DAY_MS;

/** The row of a batch's outcomes; the claims name it beforehand. */
export const outcomeKey = (batch: string): OutcomeKey => ({ pk: `o#${batch}`, sk: "-" });

export const putOutcomes = (
  key: OutcomeKey,
  accepted: Outcomes["accepted"],
  now: number,
): Put<"due"> => ({
  put: { table: "due", ...key },
  v: 2,
  data: { accepted } satisfies Outcomes,
  expiresAt: now + KEEP_MS,
  expect: "any",
});

type Reads = { table: TableReader<"due"> };

/** The message with the acceptance recorded by its batch, if any. */
export async function foldOutcome({ table }: Reads, message: Message): Promise<Message> {
  const claim = claimOf(message);
  if (!claim) return message;
  const row = await table.get<Outcomes>({ table: "due", ...claim.key }, { consistent: true });
  const found = row && readAcceptance(row.data, message, claim.token);
  return found ? settleAccepted(message, found.providerId, found.at) : message;
}

/** The token and outcome row of a claim whose own row does not show its outcome. */
function claimOf(message: Message): { token: string; key: OutcomeKey } | undefined {
  const isClaimed = message.status === "sending" || message.status === "unknown";
  if (!isClaimed || message.facts.sentAt || !message.outcome) return undefined;
  return { token: message.token, key: message.outcome };
}

/** {@link foldOutcome} for all messages of a contact. */
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
