import { WORKSPACE } from "#shared/kernel/ids.ts";
import { shardOf, shardsOf } from "#shared/kernel/shards.ts";
import { deleteRange } from "#shared/ports/delete-range.ts";
import type { Delete, Key, Put, Table, TableReader } from "#shared/ports/table.ts";

/** Partitions over which the people inside a sequence are spread. */
const SHARDS = 16;

/** The shards of those inside a sequence. */
export const memberShards = () => shardsOf(SHARDS);

const pkOf = (sequence: string, contact: string) =>
  `${WORKSPACE}#seq#${sequence}#${shardOf(contact, SHARDS)}`;
const memberKey = (sequence: string, contact: string, run: string): Key<"index"> => ({
  table: "index",
  pk: pkOf(sequence, contact),
  sk: `${contact}#${run}`,
});

/** Written before a run starts, so that nobody inside is ever missed. */
export const putMember = (
  sequence: string,
  contact: string,
  entryKey: string,
  run: string,
): Put<"index"> => ({
  put: memberKey(sequence, contact, run),
  v: 1,
  data: { contact, entryKey },
  expect: "any",
});

/** Written after a run ended. */
export const deleteMember = (sequence: string, contact: string, run: string): Delete<"index"> => ({
  delete: memberKey(sequence, contact, run),
  expect: "any",
});

/**
 * Deletes every row that says that a contact is or was in a sequence, also those of runs that never
 * began.
 */
export const deleteMembersOf = (
  world: { table: Table<"index", "index"> },
  sequence: string,
  contact: string,
): Promise<void> =>
  deleteRange(world.table, "index", pkOf(sequence, contact), { prefix: `${contact}#` });

/** A page of the people inside, in the order of their `place`; now and then of a run that has just ended. */
export const listMembers = (
  { table }: { table: TableReader<"index"> },
  sequence: string,
  shard: number,
  after?: string,
  limit = 200,
) =>
  table.query<Member>(
    "index",
    `${WORKSPACE}#seq#${sequence}#${shard}`,
    {},
    { limit, after, consistent: true },
  );

/** Somebody inside a sequence. */
export type Member = { contact: string; entryKey: string };
