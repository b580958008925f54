import type { EntryEvent } from "#shared/audience/events/index.ts";
import { type Naive, naive } from "#test/audience/conditions/naive.ts";

type Composite = { all?: object[]; any?: object[]; none?: object[] };

/**
 * Whether a condition holds with and without the entering event: each of its tests is asked both
 * ways, and holds only if it does in both.
 */
export function holdsSince(
  condition: object,
  person: Naive,
  entry: EntryEvent,
  now: number,
): boolean {
  const history = person.history.filter(({ at, id }) => at !== entry.at || id !== entry.id);
  return ask(condition, [person, { ...person, history }], now, "both");
}

function ask(condition: object, people: Naive[], now: number, ways: "both" | "either"): boolean {
  const { all, any, none } = condition as Composite;
  const other = ways === "both" ? "either" : "both";
  if (all) return all.every((one) => ask(one, people, now, ways));
  if (any) return any.some((one) => ask(one, people, now, ways));
  if (none) return none.every((one) => !ask(one, people, now, other));
  const answers = people.map((person) => naive(condition as never, person, now));
  return ways === "both" ? !answers.includes(false) : answers.includes(true);
}
