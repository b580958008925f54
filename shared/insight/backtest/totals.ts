import { ownValue } from "#shared/kernel/own-value.ts";

/** Nested counts. */
type Counts = { [name: string]: number | Counts };
/** How many had 0, 1, 2 … of something; the last entry counts all above. */
type Histogram = Record<string, number>;

export type StepCounts = { runs: number; mails: number; held: number; dropped: number };
type Overlap = { people: number; sameDay: number };

/** An example contact with its first mails. */
export type Example = {
  contact: string;
  enteredAt: number;
  mails: { at: number; step: string; template: string }[];
};

/** The totals of a shard. They grow with steps, days and sequences, not with contacts. */
export type Totals = {
  people: number;
  entered: number;
  runs: number;
  mails: number;
  notices: number;
  held: number;
  /** Contacts with more stored data than is read, and those with too many events to finish. */
  cut: number;
  unfinished: number;
  /** Lines left out of the CSV. */
  linesLeftOut: number;
  dropped: Record<string, number>;
  ends: Record<string, number>;
  steps: Record<string, StepCounts>;
  days: Record<string, number>;
  mailsPerPerson: Histogram;
  mailsPerWeek: Histogram;
  withOthers: Histogram;
  overlap: Record<string, Overlap>;
  examples: Example[];
};

export const emptyTotals = (): Totals => ({
  people: 0,
  entered: 0,
  runs: 0,
  mails: 0,
  notices: 0,
  held: 0,
  cut: 0,
  unfinished: 0,
  linesLeftOut: 0,
  dropped: {},
  ends: {},
  steps: {},
  days: {},
  mailsPerPerson: {},
  mailsPerWeek: {},
  withOthers: {},
  overlap: {},
  examples: [],
});

/** The most examples. */
export const MAX_EXAMPLES = 20;
/** Higher counts are merged into one. */
const MAX_COUNTED = 20;

export const countUp = (counts: Record<string, number>, name: string, by = 1): void => {
  counts[name] = (ownValue(counts, name) ?? 0) + by;
};

export const countTimes = (histogram: Histogram, times: number): void =>
  countUp(histogram, String(Math.min(times, MAX_COUNTED)));

/** Adds totals. */
export function addTotals(one: Totals, other: Totals): Totals {
  const { examples, ...counts } = one;
  const { examples: more, ...others } = other;
  return {
    ...(add(counts as Counts, others as Counts) as Omit<Totals, "examples">),
    examples: [...examples, ...more].slice(0, MAX_EXAMPLES),
  };
}

function add(one: Counts, other: Counts): Counts {
  const sum = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const known = ownValue(sum, name);
    if (known === undefined) sum[name] = value;
    else if (typeof value === "number") sum[name] = (known as number) + value;
    else sum[name] = add(known as Counts, value);
  }
  return sum;
}
