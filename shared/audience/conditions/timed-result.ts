/**
 * A result, and the first instant (epoch milliseconds, after `now`) at which it can change without
 * an event; `Infinity`: never.
 */
export type TimedResult = { matches: boolean; until: number };

export const YES: TimedResult = { matches: true, until: Number.POSITIVE_INFINITY };
export const NO: TimedResult = { matches: false, until: Number.POSITIVE_INFINITY };

/**
 * All hold: until the first changes. While one fails, the result cannot become true before it
 * changes.
 */
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

export const not = ({ matches, until }: TimedResult): TimedResult => ({ matches: !matches, until });

export const some = (verdicts: readonly TimedResult[]): TimedResult =>
  not(every(verdicts.map(not)));

/** True from `from` to `to`, both included. */
export function between(from: number, to: number, now: number): TimedResult {
  if (from > to || now > to) return NO;
  return now < from ? { matches: false, until: from } : { matches: true, until: to + 1 };
}

/** The same result, valid at most until `limit`. */
export const atMost = ({ matches, until }: TimedResult, limit: number): TimedResult => ({
  matches,
  until: Math.min(until, limit),
});
