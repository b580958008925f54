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

/**
 * Slots from a place to `last`, the references of which are handed on in the order of the slots.
 */
export type Stride = {
  wheel: Wheel;
  first: PackPosition;
  last: number;
  cursor: Cursor;
  enqueue: (references: Reference[]) => Promise<void>;
  /** Whether the time for it is over. */
  isOver: () => boolean;
};

/**
 * Reads under way at once: with a slow store a day of minutes is some hundred rounds of it, not
 * thousands.
 */
const READS_AT_ONCE = 32;
/**
 * Packs of a shard that are read when its slot is begun: what most slots hold. A whole stride of
 * them, 30,000 references, is what a sweep holds at most in memory, beside a page of a large slot.
 */
const FIRST_PACKS = 20;
/**
 * Packs of a shard in a page of a large slot: 10,000 references from all shards, and one write of
 * the cursor for them.
 */
const PAGE_PACKS = 100;

/**
 * Sweeps a stride. Returns whether it came to its end: others may move the wheel, and the time may
 * be over.
 */
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
 * The rest of a large slot, page by page: memory holds one, and a sweep that ends within goes on
 * from there.
 */
async function streamSlot(
  world: Reads,
  { cursor, enqueue, isOver }: Stride,
  number: number,
  begun: SlotShard[],
): Promise<boolean> {
  let open = begun;
  while (open.length > 0) {
    if (isOver()) return false;
    const pages = await Promise.all(open.map((shard) => readPacks(world, shard, PAGE_PACKS)));
    await enqueue(pages.flatMap(({ references }) => references));
    open = pages.flatMap(({ rest }) => rest ?? []);
    if (!(await cursor.move(positionWithin(number, open)))) return false;
  }
  return true;
}
