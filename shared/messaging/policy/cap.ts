import { parseDuration } from "#shared/kernel/duration.ts";
import { hashFraction } from "#shared/kernel/hash-fraction.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { isOut, leftAt, type Message } from "#shared/messaging/messages/index.ts";
import type { Snapshot } from "#shared/messaging/snapshot/index.ts";
import type { SendingState } from "#shared/platform/live-definitions/index.ts";
import { runOf, type SendCandidate } from "./send-candidate.ts";

/**
 * Mails that yield to open claims come back after this and a part of the spread, so that two losers
 * separate.
 */
const LEAST_MS = 2 * MINUTE_MS;
const SPREAD_MS = 8 * MINUTE_MS;
/** After this many yields, a longer pause: by then the other claim is settled or in doubt. */
const TRIES = 5;
const PAUSE_MS = 15 * MINUTE_MS;

/**
 * When a mail may go under its sequence's cap; undefined when it may go now. Sent mails and mails
 * in doubt count; open claims make it yield.
 */
export function cappedUntil(
  mail: SendCandidate,
  { messages }: Snapshot,
  { mails, per }: NonNullable<SendingState["cap"]>,
  now: number,
): number | undefined {
  const sequence = runOf(mail)?.sequence;
  const perMs = parseDuration(per);
  const others = messages
    .map(({ data }) => data)
    .filter((row) => row.id !== mail.id && runOf(row)?.sequence === sequence);
  const sentAt = others
    .flatMap((row) => mayHaveLeftAt(row) ?? [])
    .filter((at) => now - at < perMs)
    .toSorted((a, b) => b - a);
  // When this one leaves the period there is room for one more.
  const last = sentAt[mails - 1];
  if (last !== undefined) return last + perMs;
  const open = others.filter((row) => row.status === "sending" && !isOut(row));
  return sentAt.length + open.length < mails ? undefined : now + yieldMs(mail);
}

/**
 * The latest instant at which a mail left or may have left: a call in doubt was made within its
 * lease.
 */
function mayHaveLeftAt(row: Message): number | undefined {
  if (isOut(row)) return leftAt(row);
  return row.status === "unknown" ? (row.leaseEndsAt ?? row.facts.claimedAt) : undefined;
}

function yieldMs({ id, attempt }: SendCandidate): number {
  const least = attempt % (TRIES + 1) === TRIES ? PAUSE_MS : LEAST_MS;
  return least + Math.floor(hashFraction(id, String(attempt)) * SPREAD_MS);
}
