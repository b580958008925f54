/**
 * An answer, and the first instant (epoch milliseconds, later than the one asked for) at which it can change without
 * news of the person; `Infinity` when it never does.
 */
export type Verdict = { matches: boolean; until: number };

export const YES: Verdict = { matches: true, until: Number.POSITIVE_INFINITY };
export const NO: Verdict = { matches: false, until: Number.POSITIVE_INFINITY };

/** Every one holds: that ends with the first to change; and while a single one fails, it does not begin. */
export function every(verdicts: readonly Verdict[]): Verdict {
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
export const not = ({ matches, until }: Verdict): Verdict => ({ matches: !matches, until });

/** Some hold, which is that not every one fails. */
export const some = (verdicts: readonly Verdict[]): Verdict => not(every(verdicts.map(not)));

/** From `from` to `to`, both included. */
export function between(from: number, to: number, now: number): Verdict {
  if (from > to || now > to) return NO;
  return now < from ? { matches: false, until: from } : { matches: true, until: to + 1 };
}

/** The same answer, but good only until that instant. */
export const atMost = ({ matches, until }: Verdict, limit: number): Verdict => ({
  matches,
  until: Math.min(until, limit),
});
