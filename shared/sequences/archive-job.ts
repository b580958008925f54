import { defineJob } from "#shared/bulk/index.ts";
import type { Queue } from "#shared/ports/queue.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { messagesOf } from "#shared/wheel/index.ts";
import { listMembers, memberShards } from "./member-store.ts";

type World = { table: TableReader<"index">; queue: Queue<"work"> };

/** Has everybody inside looked at: an archived sequence ends whoever is. */
export const archiveJob = defineJob<World, { sequence: string }, object>({
  kind: "archive",
  shards: memberShards().length,
  page: async (world, { input: { sequence }, shard, after, now }) => {
    const page = await listMembers(world, sequence, shard, after);
    const runs = page.items.map(({ data: { contact } }) => ({
      kind: "run" as const,
      contact,
      sequence,
      at: now,
    }));
    await world.queue.send("work", messagesOf(runs, now));
    return { seen: runs.length, ...(page.cursor !== undefined && { next: page.cursor }) };
  },
  finish: () => ({}),
});
