/**
 * An answer, and the first instant (epoch milliseconds, later than the one asked for) at which it can change without
 * news of the person; `Infinity` when it never does.
 */
export type TimedResult = { matches: boolean; until: number };

export const YES: TimedResult = { matches: true, until: Number.POSITIVE_INFINITY };
export const NO: TimedResult = { matches: false, until: Number.POSITIVE_INFINITY };

/** Every one holds: that ends with the first to change; and while a single one fails, it does not begin. */
export function every(verdicts: readonly TimedResult[]): TimedResult {
  let holding = Number.POSITIVE_INFINITY;
  let failing = Number.NEGATIVE_INFINITY;
  for (const { matches, until } of verdicts) {
    if (matches) holding = Math.min(holding, until);
    else failing = Math.max(failing, until);
  }
  return failing > Number.NEGATIVE_INFINITY
    ? { matches: false, until: failing }
    : { matches: true, until: holding };
}

/** The opposite, at the same instants. */
export const not = ({ matches, until }: TimedResult): TimedResult => ({ matches: !matches, until });

/** Some hold, which is that not every one fails. */
export const some = (verdicts: readonly TimedResult[]): TimedResult =>
  not(every(verdicts.map(not)));

/** From `from` to `to`, both included. */
export function between(from: number, to: number, now: number): TimedResult {
  if (from > to || now > to) return NO;
  return now < from ? { matches: false, until: from } : { matches: true, until: to + 1 };
}

/** The same answer, but good only until that instant. */
export const atMost = ({ matches, until }: TimedResult, limit: number): TimedResult => ({
  matches,
  until: Math.min(until, limit),
});
