import { ownValue } from "#shared/kernel/own-value.ts";

/** Numbers under names, how deep so ever. */
type Counts = { [name: string]: number | Counts };
/** How many had 0, 1, 2 … of something; the last place is for all above. */
type Histogram = Record<string, number>;

export type StepCounts = { runs: number; mails: number; held: number; dropped: number };
type Overlap = { people: number; sameDay: number };

/** Somebody to look at: who, and the first of their mails. */
export type Example = {
  contact: string;
  enteredAt: number;
  mails: { at: number; step: string; template: string }[];
};

/** What a shard has found so far. It grows with steps, days and sequences, and not with people. */
export type Tally = {
  people: number;
  entered: number;
  runs: number;
  mails: number;
  notices: number;
  held: number;
  /** People of whom more is stored than is read, and those whose time was too eventful. */
  cut: number;
  unfinished: number;
  /** Lines that were left out of the CSV. */
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

export const emptyTally = (): Tally => ({
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

/** As many as anybody looks at. */
export const MAX_EXAMPLES = 20;
/** More mails than that in a week, or to one person, are told in one number. */
const MOST_TOLD = 20;

export const countUp = (counts: Record<string, number>, name: string, by = 1): void => {
  counts[name] = (ownValue(counts, name) ?? 0) + by;
};

export const countTimes = (histogram: Histogram, times: number): void =>
  countUp(histogram, String(Math.min(times, MOST_TOLD)));

/** Two tallies as one. */
export function joinTallies(one: Tally, other: Tally): Tally {
  const { examples, ...counts } = one;
  const { examples: more, ...others } = other;
  return {
    ...(add(counts as Counts, others as Counts) as Omit<Tally, "examples">),
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
