import type { Put } from "../people.ts";
import type { Change } from "../run-journal.ts";
import type { Evidence, Fault } from "./evidence.ts";

type Attributes = Record<string, unknown>;

/** Changes of people without a request, and those that were decided, or answered, and not made. */
export function countUpdates(evidence: Evidence, fault: Fault): number {
  const { runs, puts, contacts, journal } = evidence;
  const putsOf = Map.groupBy(puts, ({ contact }) => contact);
  const scores = scoresOf(evidence);
  const stamped = new Map<unknown, number>();
  const last = new Map<string, Attributes>();
  let count = 0;
  for (const change of runs.changes) {
    const { contact, by, turn, after } = change;
    last.set(contact, after);
    if (!stamped.has(after.stamp)) stamped.set(after.stamp, turn);
    const wrong =
      by === "api"
        ? notPut(change, putsOf.get(contact) ?? [])
        : notDecided(change, scores, evidence.definitions);
    if (wrong) count += fault(`${wrong}, by ${by} in turn ${turn}: ${contact}`);
  }
  for (const { contact, attributes, answeredAt } of puts) {
    const turn = stamped.get(attributes.stamp);
    const isStored = turn !== undefined && turn <= (answeredAt ?? 0);
    if (answeredAt !== undefined && !isStored && !journal.erased.has(contact)) {
      count += fault(`answered, yet not stored: ${attributes.stamp} of ${contact}`);
    }
  }
  for (const { id, erased, attributes } of contacts) {
    const known = last.get(id) ?? {};
    const names = erased ? [] : namesOf(known, attributes);
    const wrong = names.filter((name) => !isSame(known[name], attributes[name]));
    if (wrong.length > 0) count += fault(`not what was said last: ${wrong} of ${id}`);
  }
  return count;
}

const namesOf = (...some: Attributes[]) => [...new Set(some.flatMap(Object.keys))];
const isSame = (one: unknown, other: unknown) => (one ?? null) === (other ?? null);

/** What changed must be what one of the requests asked for. */
function notPut({ before, after }: Change, puts: Put[]): string | undefined {
  const changed = namesOf(before, after).filter((name) => !isSame(before[name], after[name]));
  if (changed.length === 0) return undefined;
  const isAsked = puts.some(({ attributes }) =>
    changed.every((name) => name in attributes && isSame(attributes[name], after[name])),
  );
  return isAsked ? undefined : `changed without a request: ${changed}`;
}

/** Everything that the very same write decided is made, one after the other, and nothing else. */
function notDecided(
  { before, after, decisions }: Change,
  scores: Map<string, Set<number>>,
  definitions: Evidence["definitions"],
): string | undefined {
  const expected: Attributes = { ...before };
  for (const { way, noted } of decisions) {
    const definition = definitions.get(`${way.sequence}#${[...way.versions][0]}`);
    const step = definition?.steps[noted.step];
    if (noted.decision === "request-answered" && step?.map) {
      const given = scores.get(`${way.run} ${noted.step}`);
      if (!given?.has(after.score as number)) return `a score never given: ${after.score}`;
      expected.score = after.score;
    }
    if (noted.decision !== "updated") continue;
    for (const [name, value] of Object.entries(step?.set as Attributes)) {
      const field = (value as { event?: string } | null)?.event;
      expected[name] = field === undefined ? value : way.entry.data?.[field];
    }
  }
  const wrong = namesOf(expected, after).filter((name) => !isSame(expected[name], after[name]));
  return wrong.length > 0 ? `decided, or not decided: ${wrong}` : undefined;
}

/** Run and step → what the receiver answered. */
function scoresOf({ requests, receipts }: Evidence): Map<string, Set<number>> {
  const nameOf = new Map(requests.map(({ id, origin }) => [id, `${origin.run} ${origin.step}`]));
  const scores = new Map<string, Set<number>>();
  for (const { id, status, score } of receipts) {
    if (status !== 200) continue;
    const name = nameOf.get(id)!;
    scores.set(name, (scores.get(name) ?? new Set()).add(score));
  }
  return scores;
}
