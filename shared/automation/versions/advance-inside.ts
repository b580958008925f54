import { defineBulk, LIST_SHARDS } from "#shared/bulk/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import type { Queue } from "#shared/queue/index.ts";
import { messagesOf } from "#shared/scheduler/index.ts";
import { listMembers } from "./member-store.ts";

type World = { table: TableReader<"index">; queue: Queue<"work"> };

/** Has all runs inside a sequence advanced now. */
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
      await world.queue.send("work", messagesOf(runs, now));
      return { seen: runs.length, next: cursor };
    },
  });

/** What was due, or left lying, while a sequence was paused. */
export const resumeFanOut = advanceInside("resume");

/** Ends all runs inside an archived sequence, for that is how they advance. */
export const archiveJob = advanceInside("archive");
