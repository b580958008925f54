import { readContactIds } from "#shared/audience/segments/index.ts";
import { defineBulk, LIST_SHARDS } from "#shared/bulk/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { type Queue, runRemoval } from "#shared/queue/index.ts";

type World = { table: TableReader<"index" | "people">; queue: Queue<"work"> };

/** Ends the runs of the contacts of a segment, as the job reaches them. */
export const removeJob = defineBulk<World, { sequence: string; segment: string }>({
  kind: "remove",
  shards: LIST_SHARDS,
  page: async (world, { input: { sequence, segment }, shard, after }) => {
    const { ids, next } = await readContactIds(world, segment, shard, after);
    await world.queue.send(
      "work",
      ids.map((contact) => ({ body: runRemoval({ contact, sequence }) })),
    );
    return { seen: ids.length, next };
  },
});
