import { deleteListed, deleteStays, listShard, putListed } from "#shared/bulk/index.ts";
import type { Table, TableReader } from "#shared/ports/table.ts";

/** A contact that is inside a sequence. */
export type Member = { contact: string; entryKey: string };

/** Each run has a row of its own. */
const listOf = (sequence: string) => `seq#${sequence}`;

/** Written before a run starts, so that no contact inside is ever missed. */
export const putMember = (sequence: string, contact: string, entryKey: string, run: string) =>
  putListed<Member>(listOf(sequence), { contact, entryKey }, run);

/** Written after a run ended. */
export const deleteMember = (sequence: string, contact: string, run: string) =>
  deleteListed(listOf(sequence), contact, run);

/**
 * Deletes every row that says that a contact is or was in a sequence, also those of runs that never
 * began.
 */
export const deleteMembersOf = (
  world: { table: Table<"index", "index"> },
  sequence: string,
  contact: string,
): Promise<void> => deleteStays(world, listOf(sequence), contact);

/** A page of the contacts inside; now and then of a run that has just ended. */
export const listMembers = (
  world: { table: TableReader<"index"> },
  sequence: string,
  shard: number,
  after?: string,
  limit?: number,
) => listShard<Member>(world, listOf(sequence), shard, after, limit);
