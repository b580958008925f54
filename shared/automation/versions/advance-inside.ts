import { defineBulk, LIST_SHARDS } from "#shared/bulk/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import type { Queue } from "#shared/queue/index.ts";
import { dueMessages } from "#shared/scheduler/index.ts";
import { listMembers } from "./member-store.ts";

type World = { table: TableReader<"index">; queue: Queue<"work"> };

/** Queues all active runs of a sequence to be advanced now. */
const advanceInside = (kind: string) =>
  defineBulk<World, { sequence: string }>({
    kind,
    shards: LIST_SHARDS,
    page: async (world, { input: { sequence }, shard, after, now }) => {
      const { items, cursor } = await listMembers(world, sequence, shard, after);
      const runs = items.map(({ data: { contact } }) => ({
        kind: "run" as const,
        contact,
        sequence,
        at: now,
      }));
      await world.queue.send("work", dueMessages(runs, now));
      return { seen: runs.length, next: cursor };
    },
  });

/** Catches up on what was due while the sequence was paused. */
export const resumeFanOut = advanceInside("resume");

/** Ends all runs of an archived sequence: advancing them does that. */
export const archiveJob = advanceInside("archive");
