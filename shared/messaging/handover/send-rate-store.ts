import { MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import type { Quota, SendingQuota } from "#shared/ports/quota.ts";
import type { Table, TableReader, TableWriter } from "#shared/ports/table.ts";

/** We stay below the provider's rate, to leave room for clock error and other senders. */
const SHARE = 0.9;
/** Mails planned further ahead wait on the wheel: a queue backlog could multiply. */
export const QUEUE_HORIZON_MS = 2 * MINUTE_MS;

const STATED = { table: "rate", pk: "stated", sk: "-" } as const;
const SEND_RATE = { table: "rate", pk: "lane", sk: "deliver" } as const;

type Stated = { perSecond: number };
type RateWorld = { table: Table<"rate", "rate">; quota: Quota };

/**
 * Stores the provider's rate for planning and delivery; no row when there is no limit. Returns the
 * full quota.
 * @throws Unavailable when the provider does not answer; the stored rate stays in force
 */
export async function saveStatedRate({ table, quota }: RateWorld): Promise<SendingQuota> {
  const allowance = await quota.current();
  const { perSecond } = allowance;
  if ((await readRate({ table })) === perSecond) return allowance;
  await table.write([
    Number.isFinite(perSecond)
      ? { put: STATED, v: 1, data: { perSecond }, expect: "any" }
      : { delete: STATED, expect: "any" },
  ]);
  return allowance;
}

/**
 * Mails per second that the provider allows, as the tick last stored it; `Infinity` without a
 * limit.
 */
export async function readRate({ table }: { table: TableReader<"rate"> }): Promise<number> {
  const stated = await table.get<Stated>(STATED);
  return stated?.data.perSecond ?? Number.POSITIVE_INFINITY;
}

/**
 * Reserves the instants at which `count` mails may leave at the provider's rate, in order: now,
 * unless earlier mails have taken the time.
 */
export async function planSendTimes(
  { table }: { table: Table<"rate", "rate"> },
  count: number,
  now: number,
): Promise<number[]> {
  if (count === 0) return [];
  const perSecond = await readRate({ table });
  if (!Number.isFinite(perSecond)) return Array.from({ length: count }, () => now);
  const gapMs = SECOND_MS / (perSecond * SHARE);
  const durationMs = Math.ceil(count * gapMs);
  // A single update never conflicts, even among fifty workers.
  const { freeAt } = await table.add(SEND_RATE, { freeAt: durationMs }, { from: now });
  const start = freeAt! - durationMs;
  return Array.from({ length: count }, (_, i) => Math.floor(start + i * gapMs));
}

/**
 * Reserves slots for up to `count` mails within this second, and returns how many. All workers
 * share the second's counter, which expires soon after.
 */
export async function takeSlots(
  { table }: { table: TableWriter<"rate"> & TableReader<"rate"> },
  count: number,
  perSecond: number,
  now: number,
): Promise<number> {
  if (!Number.isFinite(perSecond)) return count;
  const second = Math.floor(now / SECOND_MS);
  const limit = Math.max(1, Math.floor(perSecond * SHARE));
  const key = { table: "rate", pk: `second#${second}`, sk: "-" } as const;
  const { taken } = await table.add(key, { taken: count }, { expiresAt: now + MINUTE_MS });
  return Math.max(0, Math.min(count, limit - (taken! - count)));
}
