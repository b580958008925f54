import {
  findContacts,
  listSubjects,
  type OnConflict,
  subjectKey,
} from "#shared/audience/intake/index.ts";
import type { ApiWorld } from "../world.ts";
import type { BadRow, ListRow } from "./read-list.ts";

/** A contact that a list names, with all its rows. */
export type ListedPerson = { who: { contactId?: string; email?: string }; rows: ListRow[] };

/**
 * The contacts of a list, the rows that name no valid contact, and the rows whose address belongs
 * to another contact. Changes nothing.
 */
export async function findRowFaults(
  world: ApiWorld,
  rows: ListRow[],
  onConflict?: OnConflict,
): Promise<{ people: ListedPerson[]; bad: BadRow[]; taken: BadRow[] }> {
  const byPerson = Map.groupBy(rows, subjectKey);
  const found = await findContacts(world, listSubjects(rows), onConflict);
  const people: ListedPerson[] = [];
  const bad: BadRow[] = [];
  const taken: BadRow[] = [];
  for (const [key, { contactId, email, refusal }] of found) {
    const about = byPerson.get(key)!;
    if (!refusal) {
      people.push({ who: { contactId, email }, rows: about });
      continue;
    }
    const { message, isTaken } = refusal;
    (isTaken ? taken : bad).push(...about.map(({ line }) => ({ line, message })));
  }
  return { people, bad, taken };
}
