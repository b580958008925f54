import { listContacts } from "#shared/audience/profiles/index.ts";
import { LIST_SHARDS } from "#shared/bulk/index.ts";
import { shardsOf } from "#shared/kernel/shards.ts";
import type { TableReader } from "#shared/ports/table.ts";

type Reads = { table: TableReader<"index"> };

const AT_ONCE = 1_000;
/** Of one shard: of more than sixteen times as many contacts, the newest are left out. */
const MAX_LISTED = 40_000;

/** `of`: about how many contacts there are; `whole`: the sample is all of them. */
export type Sample = { contacts: string[]; of: number; whole: boolean };

/**
 * At most `size` contacts (our ids). A shard holds contacts by a hash of their ids, so one shard,
 * read at even distances, stands for all; where all are few, all are taken.
 */
export async function sampleContacts(world: Reads, size: number): Promise<Sample> {
  const first = await listShardIds(world, 0, MAX_LISTED);
  if (first.length * LIST_SHARDS <= size) {
    const others = await Promise.all(
      shardsOf(LIST_SHARDS)
        .slice(1)
        .map((shard) => listShardIds(world, shard, size)),
    );
    const all = [...first, ...others.flat()];
    if (all.length <= size) return { contacts: all, of: all.length, whole: true };
    return { contacts: atEvenDistances(all, size), of: all.length, whole: false };
  }
  const of = first.length * LIST_SHARDS;
  return { contacts: atEvenDistances(first, size), of, whole: false };
}

async function listShardIds(world: Reads, shard: number, most: number): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await listContacts(world, shard, after, AT_ONCE);
    ids.push(...page.items.map(({ data }) => data.contact));
    after = page.cursor;
  } while (after !== undefined && ids.length < most);
  return ids;
}

const atEvenDistances = (ids: string[], size: number): string[] => {
  const count = Math.min(size, ids.length);
  return Array.from({ length: count }, (_, i) => ids[Math.floor((i * ids.length) / count)]!);
};
