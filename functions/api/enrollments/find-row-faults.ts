import { findPeopleFaults } from "../events/find-people-faults.ts";
import { listSubjects, subjectKey } from "../events/subjects.ts";
import type { ApiWorld } from "../world.ts";
import type { BadRow, ListRow } from "./read-list.ts";

/** Somebody of a list, with all rows about them. */
export type ListedPerson = { who: { contactId?: string; email?: string }; rows: ListRow[] };

/** The people of a list, and the rows about people who could neither be found nor made; changes nothing. */
export async function findRowFaults(
  world: ApiWorld,
  rows: ListRow[],
): Promise<{ people: ListedPerson[]; bad: BadRow[] }> {
  const byPerson = Map.groupBy(rows, subjectKey);
  const subjects = listSubjects(rows);
  const faults = await findPeopleFaults(world, [...subjects.values()]);
  const messages = new Map(
    faults.map(({ path, message }) => [subjectKey(rows[Number(path.split("/")[2])]!), message]),
  );
  const bad = [...messages].flatMap(([key, message]) =>
    byPerson.get(key)!.map(({ line }) => ({ line, message })),
  );
  const people = [...subjects]
    .filter(([key]) => !messages.has(key))
    .map(([key, { index: _, ...who }]) => ({ who, rows: byPerson.get(key)! }));
  return { people, bad };
}
