import { deleteListed, deleteStays, listShard, putListed } from "#shared/bulk/index.ts";
import type { Table, TableReader } from "#shared/ports/table.ts";

/** A contact with an active run in a sequence. */
export type SequenceMember = { contact: string; entryKey: string };

/** Each run has its own row. */
const listOf = (sequence: string) => `seq#${sequence}`;

/** Written before a run starts, so that no active contact is missed. */
export const putMember = (sequence: string, contact: string, entryKey: string, run: string) =>
  putListed<SequenceMember>(listOf(sequence), { contact, entryKey }, run);

/** Written after a run ended. */
export const deleteMember = (sequence: string, contact: string, run: string) =>
  deleteListed(listOf(sequence), contact, run);

/** Deletes all rows of a contact in a sequence, also of runs that never started. */
export const deleteMembersOf = (
  world: { table: Table<"index", "index"> },
  sequence: string,
  contact: string,
): Promise<void> => deleteStays(world, listOf(sequence), contact);

/** A page of members, a few of whose runs may just have ended. */
export const listMembers = (
  world: { table: TableReader<"index"> },
  sequence: string,
  shard: number,
  after?: string,
  limit?: number,
) => listShard<SequenceMember>(world, listOf(sequence), shard, after, limit);
