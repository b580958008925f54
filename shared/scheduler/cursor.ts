import { Conflict } from "#shared/kernel/errors.ts";
import type { Table } from "#shared/ports/table.ts";
import type { Wheel } from "./slot.ts";
import { type PackPosition, readCursor, writeCursor } from "./wheel-store.ts";

/** A wheel's cursor as one sweep moves it. */
export type Cursor = {
  /** Where the sweep goes on; undefined where no sweep ever was. */
  place: () => PackPosition | undefined;
  /** Moves it; false when another sweep has, which then goes on in our stead. */
  move: (to: PackPosition) => Promise<boolean>;
};

/** Reads the cursor once: as long as only this sweep moves it, it knows where it stands. */
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
