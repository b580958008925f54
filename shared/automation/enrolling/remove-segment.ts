import { readContactIds } from "#shared/audience/segments/index.ts";
import { defineBulk, LIST_SHARDS } from "#shared/bulk/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { type Queue, runRemoval } from "#shared/queue/index.ts";

type World = { table: TableReader<"index" | "people">; queue: Queue<"work"> };

const sum = (counts: { accepted: number }[]) => ({
  accepted: counts.reduce((all, { accepted }) => all + accepted, 0),
});

/** Ends the runs of the contacts of a segment, as the job reaches them: `accepted` of them. */
export const removeJob = defineBulk<
  World,
  { sequence: string; segment: string },
  { accepted: number }
>({
  kind: "remove",
  shards: LIST_SHARDS,
  page: async (world, { input: { sequence, segment }, shard, after, gathered }) => {
    const { ids, next } = await readContactIds(world, segment, shard, after);
    await world.queue.send(
      "work",
      ids.map((contact) => ({ body: runRemoval({ contact, sequence }) })),
    );
    const found = { accepted: ids.length };
    return { seen: ids.length, gathered: sum([found, ...(gathered ? [gathered] : [])]), next };
  },
  finish: sum,
});
