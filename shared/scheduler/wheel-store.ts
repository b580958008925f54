import { Unavailable } from "#shared/kernel/errors.ts";
import { shardsOf } from "#shared/kernel/shards.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Item, Table, TableReader, TableWriter } from "#shared/ports/table.ts";
import { writeMany } from "#shared/ports/write-many.ts";
import type { Reference } from "#shared/queue/index.ts";
import { type Pack, packReferences } from "./pack.ts";
import { packRow } from "./pack-store.ts";
import { readReference, type SavedReference } from "./saved-reference.ts";
import { isTooNear, SHARDS, slotPk, type Wheel } from "./slot.ts";

/**
 * The number of the slot to sweep next. `open` is there once a part of that slot was handed on: its
 * shards that hold more, each with the key of the last pack that was.
 */
export type PackPosition = { next: number; open?: Record<string, string> };
type PackData = { references: SavedReference[] };

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

/** The place in a slot of which those shards hold more; its end where none does. */
export const positionWithin = (number: number, rest: SlotShard[]): PackPosition =>
  rest.length === 0
    ? { next: number + 1 }
    : { next: number, open: Object.fromEntries(rest.map(({ shard, after }) => [shard, after!])) };

/** A shard of a slot, from a pack on. */
export type SlotShard = { wheel: Wheel; number: number; shard: number; after?: string };

/**
 * The shards that hold what is to be swept from a place to the end of slot `last`, in the order of
 * the slots.
 */
export function openShards(wheel: Wheel, { next, open }: PackPosition, last: number): SlotShard[] {
  const numbers = Array.from({ length: last - next + 1 }, (_, i) => next + i);
  return numbers.flatMap((number) =>
    number === next && open
      ? Object.entries(open).map(([shard, after]) => ({ wheel, number, shard: +shard, after }))
      : shardsOf(SHARDS).map((shard) => ({ wheel, number, shard })),
  );
}

/**
 * A page of the references of a shard, read consistently: the one sweep that they get; and where
 * the next begins, if any.
 */
export async function readPacks(
  { table }: { table: TableReader<"due"> },
  shard: SlotShard,
  limit: number,
): Promise<{ shard: SlotShard; references: Reference[]; rest?: SlotShard }> {
  const { after } = shard;
  const pk = slotPk(shard, shard.shard);
  const page = await table.query<PackData>("due", pk, {}, { limit, after, consistent: true });
  const references = page.items.flatMap(({ data }) => data.references.map(readReference));
  const { cursor } = page;
  return { shard, references, ...(cursor !== undefined && { rest: { ...shard, after: cursor } }) };
}

const cursorKey = (wheel: Wheel) => ({ table: "due", pk: "cursor", sk: wheel }) as const;

/** Where the next sweep begins, if there ever was one. */
export const readCursor = (
  { table }: { table: TableReader<"due"> },
  wheel: Wheel,
): Promise<Item<PackPosition> | undefined> =>
  table.get<PackPosition>(cursorKey(wheel), { consistent: true });

/**
 * `version` is that of the cursor as it was read, if it was there.
 * @throws Conflict when another sweep was faster
 */
export const writeCursor = (
  { table }: { table: Table<"due", "due"> },
  wheel: Wheel,
  runtime: PackPosition,
  version: number | undefined,
): Promise<void> =>
  table.write([{ put: cursorKey(wheel), v: 1, data: runtime, expect: version ?? "absent" }]);
