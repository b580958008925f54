import { Conflict } from "#shared/kernel/errors.ts";
import type { Table } from "#shared/ports/table.ts";
import type { Wheel } from "./slot.ts";
import { type PackPosition, readCursor, writeCursor } from "./wheel-store.ts";

/** A wheel's cursor, as one sweep advances it. */
export type Cursor = {
  /** Where the sweep continues; undefined before the first sweep. */
  place: () => PackPosition | undefined;
  /** Advances it; false when another sweep did, which then continues instead. */
  move: (to: PackPosition) => Promise<boolean>;
};

/** Reads the cursor once: it stays valid while only this sweep advances it. */
export async function openCursor(
  world: { table: Table<"due", "due"> },
  wheel: Wheel,
): Promise<Cursor> {
  const found = await readCursor(world, wheel);
  let place = found?.data;
  let version = found?.version;
  return {
    place: () => place,
    move: async (to) => {
      try {
        await writeCursor(world, wheel, to, version);
      } catch (error) {
        if (error instanceof Conflict) return false;
        throw error;
      }
      place = to;
      version = (version ?? 0) + 1;
      return true;
    },
  };
}
