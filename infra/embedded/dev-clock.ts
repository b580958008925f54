import type { OffsetClock } from "#shared/adapters/embedded/clock.ts";
import type { SqliteQueue } from "#shared/adapters/embedded/queue.ts";
import type { SqliteTable } from "#shared/adapters/embedded/table.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { pkStart, slotAt, slotPk, type Wheel } from "#shared/wheel/index.ts";

type Parts = {
  clock: OffsetClock;
  table: SqliteTable;
  queue: SqliteQueue;
  tick: () => Promise<void>;
  /** Resolves when no message is being worked on, none is visible and no request is under way. */
  drained: () => Promise<void>;
};

/** Moves of the clock that one request may need: a loop that waits a minute, for ninety days. */
const MAX_MOVES = 200_000;

/**
 * Moves the clock forward, from one instant at which something is due to the next, so that what happens in the
 * time between happens in its order and at its time. Returns the new now.
 * @throws Unavailable when there is no end of what is due
 */
export async function advanceClock(parts: Parts, byMs: number): Promise<number> {
  const { clock, tick, drained } = parts;
  const target = clock.now() + byMs;
  await drained();
  for (let moves = 0; moves < MAX_MOVES; moves++) {
    const next = nextInstant(parts);
    if (next === undefined || next > target) break;
    await clock.moveTo(next);
    await tick();
    await drained();
  }
  if ((nextInstant(parts) ?? Number.POSITIVE_INFINITY) <= target) {
    throw new Unavailable("there is no end of what is due; the clock has moved a part of the way");
  }
  await clock.moveTo(target);
  await tick();
  await drained();
  return clock.now();
}

/** The next instant at which a message becomes visible or a slot of the wheel is due. */
function nextInstant({ clock, table, queue }: Parts): number | undefined {
  const now = clock.now();
  const slots = (["m", "q"] as const).map((wheel) => nextSlot(table, wheel, now));
  const known = [queue.nextVisibleAt(), ...slots].filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.max(now + 1, Math.min(...known));
}

/** Slots behind the clock were swept; packs are kept on after that. */
function nextSlot(table: SqliteTable, wheel: Wheel, now: number): number | undefined {
  const current = slotAt(wheel, now);
  const from = slotPk({ wheel, number: current.number + 1 }, 0);
  const pk = table.firstPk("due", from);
  return pk?.startsWith(`${wheel}#`) ? pkStart(pk) : undefined;
}
