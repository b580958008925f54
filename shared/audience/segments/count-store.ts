import { WORKSPACE } from "#shared/kernel/ids.ts";
import { getRows } from "#shared/ports/read-rows.ts";
import type { Key, TableReader, TableWriter } from "#shared/ports/table.ts";

const countKey = (segment: string): Key<"stats"> => ({
  table: "stats",
  pk: `${WORKSPACE}#segment#${segment}`,
  sk: "members",
});

/** Adds to the member counts. An estimate: lost or repeated work may skew it. */
export async function countMembers(
  { table }: { table: TableWriter<"stats"> },
  moves: { joined: [string, unknown][]; parted: [string, unknown][] }[],
): Promise<void> {
  const changes = new Map<string, number>();
  const add = (id: string, by: number) => changes.set(id, (changes.get(id) ?? 0) + by);
  for (const { joined, parted } of moves) {
    for (const [id] of joined) add(id, 1);
    for (const [id] of parted) add(id, -1);
  }
  await Promise.all(
    [...changes]
      .filter(([, by]) => by !== 0)
      .map(([id, by]) => table.add(countKey(id), { members: by })),
  );
}

/** About how many contacts are in each segment. */
export async function readMemberCounts(
  { table }: { table: TableReader<"stats"> },
  ids: string[],
): Promise<number[]> {
  const found = await getRows<"stats", { members?: number }>(table, ids.map(countKey), {});
  return found.map((item) => Math.max(0, item?.data.members ?? 0));
}
