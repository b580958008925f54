import { ENROLLED } from "#shared/audience/events/index.ts";
import { readShard } from "#shared/audience/segments/index.ts";
import { defineBulk, LIST_SHARDS } from "#shared/bulk/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import type { Queue } from "#shared/queue/index.ts";
import { internalEvent } from "#shared/queue/index.ts";

type World = { table: TableReader<"index" | "people">; queue: Queue<"work"> };

/** `id`, `at` and `data` are those of the contacts' entry event. */
type Input = {
  sequence: string;
  segment: string;
  id: string;
  at: number;
  data: Record<string, unknown>;
  includeExisting: boolean;
};
type Enrolled = { accepted: number; skippedExisting: number };

const NONE: Enrolled = { accepted: 0, skippedExisting: 0 };
const join = (one: Enrolled, other: Enrolled): Enrolled => ({
  accepted: one.accepted + other.accepted,
  skippedExisting: one.skippedExisting + other.skippedExisting,
});

/** Enrolls the contacts of a segment, as the job reaches them. */
export const enrollJob = defineBulk<World, Input, Enrolled>({
  kind: "enroll",
  shards: LIST_SHARDS,
  page: async (world, { input, shard, after, gathered = NONE }) => {
    const { sequence, segment, id, at, data, includeExisting } = input;
    const { items, cursor } = await readShard(world, segment, shard, after);
    const accepted = items.filter(({ existing }) => includeExisting || existing === undefined);
    const event = { id, name: ENROLLED, at, data: { ...data, sequence } };
    await world.queue.send(
      "work",
      accepted.map((profile) => ({ body: internalEvent({ contact: profile.id, ...event }) })),
    );
    const found = { accepted: accepted.length, skippedExisting: items.length - accepted.length };
    return { seen: items.length, gathered: join(gathered, found), next: cursor };
  },
  finish: (gathered) => gathered.reduce(join, NONE),
});
