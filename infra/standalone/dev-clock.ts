import { REDRIVE_LIMIT, REDRIVES } from "#functions/tick/handler.ts";
import type { OffsetClock } from "#shared/adapters/local/offset-clock.ts";
import type { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import type { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import {
  pkStart,
  readCursor,
  type Slot,
  skipEmptySlots,
  slotAt,
  slotPk,
  slotStart,
  WHEELS,
  type Wheel,
} from "#shared/scheduler/index.ts";

type Parts = {
  clock: OffsetClock;
  table: SqliteTable;
  queue: SqliteQueue;
  tick: () => Promise<void>;
  /** Resolves when no message is visible or in progress and no request is running. */
  drained: () => Promise<void>;
};

/** The most moves per request: a loop that waits a minute, for ninety days. */
const MAX_MOVES = 200_000;

/**
 * Moves the clock forward, stopping at each instant at which something is due, so that everything
 * happens in order and on time. Returns the new now.
 * @throws Unavailable when too much falls due
 */
export async function advanceClock(parts: Parts, byMs: number): Promise<number> {
  const { clock, drained } = parts;
  const target = clock.now() + byMs;
  await drained();
  for (let moves = 0; moves < MAX_MOVES; moves++) {
    const next = await nextInstant(parts);
    if (next === undefined || next > target) {
      await moveTo(parts, target);
      // Work due at the target may have scheduled more for it.
      if (((await nextInstant(parts)) ?? Number.POSITIVE_INFINITY) > target) return clock.now();
    } else {
      await moveTo(parts, next);
    }
  }
  throw new Unavailable("too much falls due: the clock was moved a part of the way");
}

async function moveTo({ clock, table, tick, drained }: Parts, instant: number): Promise<void> {
  await clock.moveTo(instant);
  for (const wheel of Object.keys(WHEELS) as Wheel[]) {
    await skipEmptySlots({ table, clock }, wheel, (from) => nextFilled(table, from));
  }
  await tick();
  await drained();
}

/**
 * The next instant at which a message becomes visible, a slot is due or a dead letter is retried.
 */
async function nextInstant(parts: Parts): Promise<number | undefined> {
  const now = parts.clock.now();
  const known = [
    parts.queue.nextVisibleAt(),
    await nextSlot(parts, "m"),
    await nextSlot(parts, "q"),
    await nextRedrive(parts),
  ].filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.max(now + 1, Math.min(...known));
}

/** When the next filled slot that was not swept is due; packs stay on after that. */
async function nextSlot({ table, clock }: Parts, wheel: Wheel): Promise<number | undefined> {
  const cursor = await readCursor({ table }, wheel);
  const number = nextFilled(table, {
    wheel,
    ...(cursor ? { number: cursor.data.next } : slotAt(wheel, clock.now())),
  });
  return number === undefined ? undefined : slotStart({ wheel, number });
}

function nextFilled(table: SqliteTable, from: Slot): number | undefined {
  const pk = table.firstPk("due", slotPk(from, 0));
  return pk?.startsWith(`${from.wheel}#`) ? slotAt(from.wheel, pkStart(pk)).number : undefined;
}

/** The tick retries dead letters every minute, {@link REDRIVES} times. */
async function nextRedrive({ queue, clock }: Parts): Promise<number | undefined> {
  const letters = await queue.list(REDRIVE_LIMIT);
  if (!letters.some(({ redriven }) => redriven < REDRIVES)) return undefined;
  return (Math.floor(clock.now() / MINUTE_MS) + 1) * MINUTE_MS;
}
