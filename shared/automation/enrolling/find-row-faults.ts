import {
  findContacts,
  listSubjects,
  type OnConflict,
  subjectKey,
} from "#shared/audience/intake/index.ts";
import type { BadRow, ListRow } from "./read-list.ts";
import type { EnrollWorld } from "./world.ts";

/** A contact that a list names, with all its rows. */
export type ListedContact = { subject: { contactId?: string; email?: string }; rows: ListRow[] };

/**
 * The contacts of a list, the rows that name no valid contact, and the rows whose address belongs
 * to another contact. Changes nothing.
 */
export async function findRowFaults(
  world: EnrollWorld,
  rows: ListRow[],
  onConflict?: OnConflict,
): Promise<{ listed: ListedContact[]; bad: BadRow[]; taken: BadRow[] }> {
  const rowsOf = Map.groupBy(rows, subjectKey);
  const found = await findContacts(world, listSubjects(rows), onConflict);
  const listed: ListedContact[] = [];
  const bad: BadRow[] = [];
  const taken: BadRow[] = [];
  for (const [key, { contactId, email, refusal }] of found) {
    const own = rowsOf.get(key)!;
    if (!refusal) {
      listed.push({ subject: { contactId, email }, rows: own });
      continue;
    }
    const { message, isTaken } = refusal;
    (isTaken ? taken : bad).push(...own.map(({ line }) => ({ line, message })));
  }
  return { listed, bad, taken };
}
