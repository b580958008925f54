import { Conflict } from "#shared/kernel/errors.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import { type Slot, slotAt, type Wheel } from "./slot.ts";
import { readCursor, writeCursor } from "./wheel-store.ts";

/**
 * Moves a wheel on to the next slot that holds something, but not past the slot of now, without
 * reading the empty ones one by one. `nextFilled` answers the number of the first slot with a pack,
 * from one on. To be called after the clock was moved: a writer that is late for a slot passed over
 * finds it too near then, and writes to another.
 */
export async function skipEmptySlots(
  world: { table: Table<"due", "due">; clock: Clock },
  wheel: Wheel,
  nextFilled: (from: Slot) => number | undefined,
): Promise<void> {
  const cursor = await readCursor(world, wheel);
  if (!cursor) return;
  const { next } = cursor.data;
  const current = slotAt(wheel, world.clock.now()).number;
  const target = Math.min(nextFilled({ wheel, number: next }) ?? current, current);
  if (target <= next) return;
  try {
    await writeCursor(world, wheel, { next: target }, cursor.version);
  } catch (error) {
    // A sweep that runs at the same time has moved it.
    if (!(error instanceof Conflict)) throw error;
  }
}
