import { parseDuration } from "#shared/kernel/duration.ts";
import { hashFraction } from "#shared/kernel/hash-fraction.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { isOut, leftAt, type Message } from "#shared/messaging/messages/index.ts";
import type { Snapshot } from "#shared/messaging/snapshot/index.ts";
import type { SendingState } from "#shared/platform/live-definitions/index.ts";
import { runOf, type SendCandidate } from "./send-candidate.ts";

/** Who gives way to claims that are open comes again after so long and a share of the spread: two losers must part. */
const LEAST_MS = 2 * MINUTE_MS;
const SPREAD_MS = 8 * MINUTE_MS;
/** After so many claims in vain it waits for longer: by then whoever is in the way is settled, or in doubt. */
const TRIES = 5;
const PAUSE_MS = 15 * MINUTE_MS;

/**
 * Until when a mail waits so that its person gets no more of its sequence in any stretch of the cap; undefined when it
 * may go. Mails that left count, and those that may have; of claims that are open nobody can say yet.
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
  const gone = others
    .flatMap((row) => mayHaveLeftAt(row) ?? [])
    .filter((at) => now - at < perMs)
    .toSorted((a, b) => b - a);
  // Once this one leaves the stretch there is room for one more.
  const last = gone[mails - 1];
  if (last !== undefined) return last + perMs;
  const open = others.filter((row) => row.status === "sending" && !isOut(row));
  return gone.length + open.length < mails ? undefined : now + yieldMs(mail);
}

/** The latest instant at which a mail left, or may have: a call in doubt was made within its lease. */
function mayHaveLeftAt(row: Message): number | undefined {
  if (isOut(row)) return leftAt(row);
  return row.status === "unknown" ? (row.leaseEndsAt ?? row.facts.claimedAt) : undefined;
}

function yieldMs({ id, attempt }: SendCandidate): number {
  const least = attempt % (TRIES + 1) === TRIES ? PAUSE_MS : LEAST_MS;
  return least + Math.floor(hashFraction(id, String(attempt)) * SPREAD_MS);
}
