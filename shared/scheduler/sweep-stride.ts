import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import type { TableReader } from "#shared/ports/table.ts";
import type { Reference } from "#shared/queue/index.ts";
import type { Cursor } from "./cursor.ts";
import type { Wheel } from "./slot.ts";
import {
  openShards,
  type PackPosition,
  positionWithin,
  readPacks,
  type SlotShard,
} from "./wheel-store.ts";

type Reads = { table: TableReader<"due"> };

/** A range of slots, whose references are enqueued in the order of the slots. */
export type Stride = {
  wheel: Wheel;
  first: PackPosition;
  last: number;
  cursor: Cursor;
  enqueue: (references: Reference[]) => Promise<void>;
  /** The time budget is used up. */
  isOver: () => boolean;
};

/**
 * Concurrent reads: with a slow store, a day of minute slots takes some hundred rounds, not
 * thousands.
 */
const READS_AT_ONCE = 32;
/**
 * Packs read at first of each shard: all that most slots hold. A stride of them, 30,000 references,
 * is the most that a sweep holds in memory, beside a page of a large slot.
 */
const FIRST_PACKS = 20;
/**
 * Packs per shard in a page of a large slot: 10,000 references over all shards for one cursor
 * write.
 */
const PAGE_PACKS = 100;

/** Sweeps a stride. False when another sweep advanced the wheel or time ran out. */
export async function sweepStride(world: Reads, stride: Stride): Promise<boolean> {
  const { wheel, first, last, cursor, enqueue } = stride;
  const shards = openShards(wheel, first, last);
  const pages = await mapConcurrently(shards, READS_AT_ONCE, (shard) =>
    readPacks(world, shard, FIRST_PACKS),
  );
  const bySlot = Map.groupBy(pages, ({ shard }) => shard.number);
  let ready: Reference[] = [];
  for (const [number, some] of bySlot) {
    ready = ready.concat(...some.map(({ references }) => references));
    const open = some.flatMap(({ rest }) => rest ?? []);
    if (open.length === 0) continue;
    await enqueue(ready);
    ready = [];
    if (!(await cursor.move(positionWithin(number, open)))) return false;
    if (!(await streamSlot(world, stride, number, open))) return false;
  }
  await enqueue(ready);
  return cursor.move({ next: last + 1 });
}

/**
 * Sweeps the rest of a large slot page by page: one page in memory, and an interrupted sweep
 * resumes within the slot.
 */
async function streamSlot(
  world: Reads,
  { cursor, enqueue, isOver }: Stride,
  number: number,
  shards: SlotShard[],
): Promise<boolean> {
  let open = shards;
  while (open.length > 0) {
    if (isOver()) return false;
    const pages = await Promise.all(open.map((shard) => readPacks(world, shard, PAGE_PACKS)));
    await enqueue(pages.flatMap(({ references }) => references));
    open = pages.flatMap(({ rest }) => rest ?? []);
    if (!(await cursor.move(positionWithin(number, open)))) return false;
  }
  return true;
}
