import { Conflict } from "#shared/kernel/errors.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import { slotAt, WHEELS, type Wheel } from "./slot.ts";
import { readCursor, writeCursor } from "./wheel-store.ts";

/**
 * Creates missing cursors, so that no slot is skipped however late the first sweep is: without a
 * cursor it would begin at its own instant.
 */
export async function startWheels(world: {
  table: Table<"due", "due">;
  clock: Clock;
}): Promise<void> {
  for (const wheel of Object.keys(WHEELS) as Wheel[]) {
    if (await readCursor(world, wheel)) continue;
    try {
      const { number } = slotAt(wheel, world.clock.now());
      await writeCursor(world, wheel, { next: number }, undefined);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
}
