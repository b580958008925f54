import { Unavailable } from "#shared/kernel/errors.ts";
import { shardsOf } from "#shared/kernel/shards.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Item, Table, TableReader, TableWriter } from "#shared/ports/table.ts";
import { writeMany } from "#shared/ports/write-many.ts";
import type { Reference } from "#shared/queue/index.ts";
import { type Pack, packReferences } from "./pack.ts";
import { packRow } from "./pack-store.ts";
import { readReference } from "./saved-reference.ts";
import { isTooNear, SHARDS, slotPk, type Wheel } from "./slot.ts";

/**
 * The next slot to sweep. `open`: for a slot swept in part, its unfinished shards with their last
 * enqueued pack.
 */
export type PackPosition = { next: number; open?: Record<string, string> };
type PackData = { references: string[] };

/** A rewrite may be late too; a writer that is late this often is unfit. */
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
 * Rewrites packs whose slot may have been swept before the write was visible to a later slot, until
 * they are in time.
 * @throws Unavailable when they never are: the caller retries
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

/** The position within a slot with these unfinished shards; its end without any. */
export const positionWithin = (number: number, rest: SlotShard[]): PackPosition =>
  rest.length === 0
    ? { next: number + 1 }
    : { next: number, open: Object.fromEntries(rest.map(({ shard, after }) => [shard, after!])) };

/** A shard of a slot, after a pack. */
export type SlotShard = { wheel: Wheel; number: number; shard: number; after?: string };

/** The shards to sweep from a position to the end of slot `last`, in slot order. */
export function openShards(wheel: Wheel, { next, open }: PackPosition, last: number): SlotShard[] {
  const numbers = Array.from({ length: last - next + 1 }, (_, i) => next + i);
  return numbers.flatMap((number) =>
    number === next && open
      ? Object.entries(open).map(([shard, after]) => ({ wheel, number, shard: +shard, after }))
      : shardsOf(SHARDS).map((shard) => ({ wheel, number, shard })),
  );
}

/**
 * A consistent page of a shard's references (they are swept once), and where the next page begins.
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

/** Where the next sweep begins, unless none ever ran. */
export const readCursor = (
  { table }: { table: TableReader<"due"> },
  wheel: Wheel,
): Promise<Item<PackPosition> | undefined> =>
  table.get<PackPosition>(cursorKey(wheel), { consistent: true });

/**
 * `version`: the cursor's version as read, if it existed.
 * @throws Conflict when another sweep was faster
 */
export const writeCursor = (
  { table }: { table: Table<"due", "due"> },
  wheel: Wheel,
  position: PackPosition,
  version: number | undefined,
): Promise<void> =>
  table.write([{ put: cursorKey(wheel), v: 1, data: position, expect: version ?? "absent" }]);
