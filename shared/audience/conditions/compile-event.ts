import { readerOf } from "#shared/kernel/at-path.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import { AGGREGATES, type Aggregate, aggregateOf } from "./aggregate.ts";
import { countsEvents, newestNeeded } from "./aspects.ts";
import { compileValue } from "./compile-value.ts";
import type { Span } from "./duration.ts";
import type { Facts } from "./facts.ts";
import { compileMatchingEvents, type MatchingEvents } from "./matching-events.ts";
import type { EventTest } from "./schema.ts";
import { atMost, between, every, NO, type TimedResult } from "./timed-result.ts";

/** One aspect of an event test: count, first, last or an aggregate. */
type Aspect = (seen: MatchingEvents, now: number) => TimedResult;

/** Compiles an event test; all its aspects must hold. */
export function compileEvent(test: EventTest): (facts: Facts, now: number) => TimedResult {
  const aspects = aspectsOf(test);
  const see = compileMatchingEvents(test, newestNeeded(test));
  const [only] = aspects;
  if (aspects.length === 1 && only) return (facts, now) => only(see(facts, now), now);
  return (facts, now) => {
    const seen = see(facts, now);
    return every(aspects.map((look) => look(seen, now)));
  };
}

function aspectsOf(test: EventTest): Aspect[] {
  const aspects = [
    ...AGGREGATES.flatMap((kind) => (test[kind] ? [aggregateAspect(kind, test[kind])] : [])),
    ...(test.first ? [momentAspect(test.first, (list) => list.at(-1))] : []),
    ...(test.last ? [momentAspect(test.last, (list) => list[0])] : []),
  ];
  return countsEvents(test) ? [countAspect(test), ...aspects] : aspects;
}

/** Default: at least once. `did: false` inverts the result. */
function countAspect({ count = { gte: 1 }, did = true }: EventTest): Aspect {
  const { gte = 0, lte = Number.POSITIVE_INFINITY } = count;
  return ({ list, next, leaves }) => {
    const times = list.length;
    const matches = (times >= gte && times <= lte) === did;
    // The event whose expiry changes the result; while there are too many, a new one changes
    // nothing.
    const last = times > lte ? list[lte] : gte > 0 ? list[gte - 1] : undefined;
    const leaving = last ? leaves(last.at) : Number.POSITIVE_INFINITY;
    const coming = times > lte || (times >= gte && lte === Infinity) ? Infinity : next;
    return { matches, until: Math.min(leaving, coming) };
  };
}

function momentAspect(
  { ago }: NonNullable<EventTest["first"]>,
  pick: (list: MatchingEvents["list"]) => MatchingEvents["list"][number] | undefined,
): Aspect {
  const { from, to } = intervalMs(ago);
  return ({ list, next, leaves }, now) => {
    const at = pick(list)?.at;
    if (at === undefined) return atMost(NO, next);
    return atMost(between(at + from, at + to, now), Math.min(next, leaves(at)));
  };
}

function aggregateAspect(
  kind: Aggregate,
  { field, ...limits }: NonNullable<EventTest[Aggregate]>,
): Aspect {
  const passes = compileValue(limits);
  const read = readerOf(field);
  return ({ list, next, leaves }) => {
    const figure = aggregateOf(kind, read, list);
    const oldest = list.at(-1);
    const until = Math.min(next, oldest ? leaves(oldest.at) : Number.POSITIVE_INFINITY);
    return { matches: figure !== undefined && passes(figure), until };
  };
}

/** A range in milliseconds, both ends included; defaults to 0 and no upper end. */
const intervalMs = ({ gte, lte }: Span): { from: number; to: number } => ({
  from: gte === undefined ? 0 : parseDuration(gte),
  to: lte === undefined ? Number.POSITIVE_INFINITY : parseDuration(lte),
});
