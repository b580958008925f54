import { Unavailable } from "#shared/kernel/errors.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Item, Table, TableReader, TableWriter } from "#shared/ports/table.ts";
import { writeMany } from "#shared/ports/write-many.ts";
import { type Noted, readReference } from "./noted.ts";
import { type Pack, packReferences, packRow } from "./pack.ts";
import type { Reference } from "./reference.ts";
import { isTooNear, SHARDS, type Slot, slotPk, type Wheel } from "./slot.ts";

type Cursor = { next: number };
type PackData = { references: Noted[] };

/** A writer may sleep while it writes again, too; who does so time after time is not fit to write. */
const MAX_REWRITES = 5;

/** @throws Unavailable when a pack was not written */
export async function writePacks(
  { table }: { table: TableWriter<"due"> },
  packs: Pack[],
): Promise<void> {
  const results = await writeMany(table, packs.map(packRow));
  const failure = results.find((result) => result !== undefined);
  if (failure) throw failure;
}

/**
 * Writes a pack whose slot may have been swept before it was seen to a later slot as well, until it is in time.
 * @throws Unavailable when it never was: whoever brought the work brings it again
 */
export async function rewriteLatePacks(
  world: { table: TableWriter<"due">; clock: Clock },
  packs: Pack[],
): Promise<void> {
  let written = packs;
  for (let tries = 0; tries < MAX_REWRITES; tries++) {
    const now = world.clock.now();
    const late = written.filter(({ slot }) => isTooNear(slot, now));
    if (late.length === 0) return;
    written = packReferences(
      late.flatMap((pack) => pack.references),
      now,
    );
    await writePacks(world, written);
  }
  throw new Unavailable("what is due could not be written in time");
}

/** Every reference of a slot, read consistently: the one sweep that it gets. */
export async function readSlot(
  { table }: { table: TableReader<"due"> },
  slot: Slot,
): Promise<Reference[]> {
  const shards = Array.from({ length: SHARDS }, (_, shard) => slotPk(slot, shard));
  const found = await Promise.all(shards.map((pk) => readShard({ table }, pk)));
  return found.flat();
}

async function readShard(
  { table }: { table: TableReader<"due"> },
  pk: string,
): Promise<Reference[]> {
  const references: Reference[] = [];
  let after: string | undefined;
  do {
    const page = await table.query<PackData>("due", pk, {}, { after, consistent: true });
    for (const { data } of page.items) references.push(...data.references.map(readReference));
    after = page.cursor;
  } while (after !== undefined);
  return references;
}

const cursorKey = (wheel: Wheel) => ({ table: "due", pk: "cursor", sk: wheel }) as const;

/** The number of the next slot to sweep, if any was ever swept. */
export const readCursor = (
  { table }: { table: TableReader<"due"> },
  wheel: Wheel,
): Promise<Item<Cursor> | undefined> => table.get<Cursor>(cursorKey(wheel), { consistent: true });

/** @throws Conflict when another sweep was faster */
export const writeCursor = (
  { table }: { table: Table<"due", "due"> },
  wheel: Wheel,
  next: number,
  read: Item<Cursor> | undefined,
): Promise<void> =>
  table.write([
    {
      put: cursorKey(wheel),
      v: 1,
      data: { next } satisfies Cursor,
      expect: read?.version ?? "absent",
    },
  ]);
