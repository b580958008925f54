import { defineBulk, fanOut, LIST_SHARDS } from "#shared/bulk/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { type Queue, reevaluation } from "#shared/queue/index.ts";
import { readContactIds } from "./list-members.ts";

type World = { table: TableReader<"index" | "people">; queue: Queue<"work"> };
/** Without `segment`: all contacts. */
type Input = { segment?: string };

export const reevaluateFanOut = defineBulk<World, Input>({
  kind: "reevaluate",
  shards: LIST_SHARDS,
  page: async (world, { input: { segment }, shard, after }) => {
    const { ids, next } = await readContactIds(world, segment, shard, after);
    await world.queue.send(
      "work",
      ids.map((id) => ({ body: reevaluation(id) })),
    );
    return { seen: ids.length, next };
  },
});

/** Enqueues a reevaluation of segments and dates for all contacts, or those of a segment. */
export const reevaluate = (world: Pick<World, "queue">, input: Input = {}): Promise<void> =>
  fanOut(world, reevaluateFanOut, input);
