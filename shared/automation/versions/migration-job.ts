import { readEnrollments } from "#shared/automation/enrollments/index.ts";
import { defineBulk, LIST_SHARDS } from "#shared/bulk/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { type Queue, runMigration } from "#shared/queue/index.ts";
import { migrationFor } from "./apply-migration.ts";
import { listMembers } from "./member-store.ts";
import { getVersion } from "./version-store.ts";

type World = { table: TableReader<"people" | "library" | "index">; queue: Queue<"work"> };

/** Queues the migration of each active run that one applies to; the run is decided again then. */
export const migrationJob = defineBulk<
  World,
  { sequence: string; version: number },
  { concerned: number }
>({
  kind: "migration",
  shards: LIST_SHARDS,
  page: async (world, { input, shard, after, gathered = { concerned: 0 } }) => {
    const { sequence, version } = input;
    const page = await listMembers(world, sequence, shard, after);
    const members = page.items.map(({ data }) => data);
    const published = await getVersion(world, sequence, version);
    const runs = await readEnrollments(world, sequence, members);
    const concerned = runs.filter(({ enrollment: run }) => migrationFor(run, published));
    await world.queue.send(
      "work",
      concerned.map(({ contact, enrollment: { entryKey } }) => ({
        body: runMigration({ contact, sequence, entryKey, version }),
      })),
    );
    return {
      seen: members.length,
      gathered: { concerned: gathered.concerned + concerned.length },
      next: page.cursor,
    };
  },
  finish: (gathered) => ({
    concerned: gathered.reduce((sum, { concerned }) => sum + concerned, 0),
  }),
});
