import { MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import type { Quota, SendingQuota } from "#shared/ports/quota.ts";
import type { Table, TableReader, TableWriter } from "#shared/ports/table.ts";

/** We keep below what the provider states, so that a clock's error or somebody else's mail fits. */
const SHARE = 0.9;
/** What is planned further ahead waits on the wheel, not on a queue: a backlog there can not multiply. */
export const QUEUE_HORIZON_MS = 2 * MINUTE_MS;

const STATED = { table: "rate", pk: "stated", sk: "-" } as const;
const SEND_RATE = { table: "rate", pk: "lane", sk: "deliver" } as const;

type Stated = { perSecond: number };
type RateWorld = { table: Table<"rate", "rate">; quota: Quota };

/**
 * Keeps the rate that the provider states for those who plan and deliver; nothing is kept while
 * there is no limit. Returns all that it allows.
 * @throws Unavailable when the provider does not answer: what it stated before goes on
 */
export async function saveStatedRate({ table, quota }: RateWorld): Promise<SendingQuota> {
  const allowance = await quota.allowance();
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
 * Mails per second that the provider allows, as the tick last learned it; `Infinity` where it
 * states none.
 */
export async function readRate({ table }: { table: TableReader<"rate"> }): Promise<number> {
  const stated = await table.get<Stated>(STATED);
  return stated?.data.perSecond ?? Number.POSITIVE_INFINITY;
}

/**
 * The instants at which `count` mails may leave, in the order of the line: now, unless others were planned
 * before and the provider's rate keeps them busy. The places in the line are taken by asking.
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
  const takenMs = Math.ceil(count * gapMs);
  // One update, which nobody else's can make fail: fifty workers at once take their places so.
  const { freeAt } = await table.add(SEND_RATE, { freeAt: takenMs }, { from: now });
  const start = freeAt! - takenMs;
  return Array.from({ length: count }, (_, i) => Math.floor(start + i * gapMs));
}

/**
 * How many of `count` mails may leave within this second: reserved by asking. The counters of a second are
 * shared by all workers and gone soon after.
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
