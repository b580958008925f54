import { Conflict } from "#shared/kernel/errors.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import { type Slot, slotAt, type Wheel } from "./slot.ts";
import { readCursor, writeCursor } from "./wheel-store.ts";

/**
 * Advances a wheel to the next non-empty slot, at most to the current one, without reading empty
 * slots. `nextFilled` returns the first non-empty slot's number from a slot on. Call it after the
 * clock was moved: a late writer then finds a skipped slot too near and picks another.
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
    // A concurrent sweep has advanced it.
    if (!(error instanceof Conflict)) throw error;
  }
}
