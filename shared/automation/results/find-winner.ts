import type { Experiment } from "#shared/automation/steps/index.ts";

/** The counts of contacts who arrived on one day: `<variant>.people` and `<variant>.hits`. */
export type DayCount = { day: string; counts: Record<string, number> };

export type WinnerDecision = {
  state: "running" | "decided";
  /** Absent while it runs, and when no difference is significant. */
  winner?: string;
  variants?: { name: string; people: number; hits: number }[];
  /** The day on which the last variant reached its sample. */
  day?: string;
};

/** At most one wrong winner in twenty, shared among the comparisons (Bonferroni). */
const ERROR_RATE = 0.05;

/**
 * The decision over whole days in order, at the first day when every variant has its sample: it is
 * made once, because repeated tests would make chance look significant. The best wins if a
 * two-sided test of two proportions shows a difference from every other.
 */
export function findWinner(
  { variants, sample }: Pick<Experiment, "variants" | "sample">,
  days: DayCount[],
): WinnerDecision {
  const sums = variants.map(({ name }) => ({ name, people: 0, hits: 0 }));
  for (const { day, counts } of days) {
    for (const sum of sums) {
      sum.people += counts[`${sum.name}.people`] ?? 0;
      sum.hits += counts[`${sum.name}.hits`] ?? 0;
    }
    if (sums.every(({ people }) => people >= sample)) return { ...compare(sums), day };
  }
  return { state: "running", variants: sums };
}

function compare(variants: { name: string; people: number; hits: number }[]): WinnerDecision {
  const [best, ...others] = variants.toSorted((a, b) => b.hits / b.people - a.hits / a.people);
  const limit = ERROR_RATE / others.length;
  const wins = others.every((other) => chanceOfDifference(best!, other) < limit);
  return { state: "decided", variants, ...(wins && { winner: best!.name }) };
}

type Counted = { people: number; hits: number };

/** The two-sided p-value of a two-proportion z-test. */
function chanceOfDifference(one: Counted, other: Counted): number {
  const pooled = (one.hits + other.hits) / (one.people + other.people);
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / one.people + 1 / other.people));
  if (deviation === 0) return 1;
  const z = Math.abs(one.hits / one.people - other.hits / other.people) / deviation;
  return 2 * upperTail(z);
}

/** P(Z > z) of the standard normal distribution, to 7 digits (Abramowitz and Stegun, 26.2.17). */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const factors = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = factors.reduce((total, factor, i) => total + factor * t ** (i + 1), 0);
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}
