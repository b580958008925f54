import type { HistoryWindow } from "#shared/automation/enrollments/index.ts";
import { localDate } from "#shared/calendar/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import type { Outcome, Run } from "./outcome.ts";
import { type RealMail, realMailsOf } from "./real-mails.ts";
import type { ReplayConfig } from "./replay-config.ts";
import { countTimes, countUp, MAX_EXAMPLES, type StepCounts, type Totals } from "./totals.ts";

/** Adds the outcome of a contact that entered to the totals. */
export function countOutcome(
  totals: Totals,
  contact: string,
  outcome: Outcome,
  window: HistoryWindow,
  config: ReplayConfig,
): void {
  const { runs, mails, drops, holds, notices } = outcome;
  totals.entered += 1;
  totals.runs += runs.length;
  totals.mails += mails.length;
  totals.notices += notices;
  totals.held += holds.length;
  for (const { end } of runs) countUp(totals.ends, end);
  for (const { reason = "" } of drops) countUp(totals.dropped, reason);
  for (const { at } of mails) countUp(totals.days, localDate(at, config.zone));
  countTimes(totals.mailsPerPerson, mails.length);
  countSteps(totals, outcome);
  const real = realMailsOf(window, config);
  countWeeks(totals, outcome, real);
  countOverlap(totals, outcome, window, real, config);
  if (totals.examples.length < MAX_EXAMPLES) totals.examples.push(exampleOf(contact, outcome));
}

const NO_STEPS: StepCounts = { runs: 0, mails: 0, held: 0, dropped: 0 };

function countSteps({ steps }: Totals, { runs, mails, drops, holds }: Outcome): void {
  const count = (step: string, what: keyof StepCounts) => {
    const known = ownValue(steps, step) ?? { ...NO_STEPS };
    known[what] += 1;
    steps[step] = known;
  };
  for (const run of runs) for (const step of run.steps) count(step, "runs");
  for (const { step } of mails) count(step!, "mails");
  for (const { step } of holds) count(step!, "held");
  for (const { step } of drops) count(step!, "dropped");
}

/** Counts weeks with mail of this sequence: its mails, and all mails including real ones. */
function countWeeks(totals: Totals, { mails }: Outcome, real: RealMail[]): void {
  const weeks = new Map<number, { own: number; all: number }>();
  for (const { at, zone } of mails) {
    const week = weekOf(localDate(at, zone));
    const { own = 0 } = weeks.get(week) ?? {};
    weeks.set(week, { own: own + 1, all: own + 1 });
  }
  const [zone] = mails.map((mail) => mail.zone);
  for (const { at, isMarketing } of real) {
    const known = zone !== undefined && isMarketing && weeks.get(weekOf(localDate(at, zone)));
    if (known) known.all += 1;
  }
  for (const { own, all } of weeks.values()) {
    countTimes(totals.mailsPerWeek, own);
    countTimes(totals.withOthers, all);
  }
}

/**
 * Counts live sequences that the contact was in at the same time, and days on which both would have
 * mailed it.
 */
function countOverlap(
  totals: Totals,
  { runs, mails }: Outcome,
  { enrollments }: HistoryWindow,
  real: RealMail[],
  { others, until }: ReplayConfig,
): void {
  if (others.size === 0) return;
  const together = new Set<string>();
  for (const { sequence, startedAt, endedAt = until } of enrollments) {
    if (others.has(sequence) && runs.some((run) => meets(run, startedAt, endedAt, until))) {
      together.add(sequence);
    }
  }
  const days = new Set(mails.map(({ at, zone }) => localDate(at, zone)));
  const same = new Set<string>();
  const [zone] = mails.map((mail) => mail.zone);
  for (const { at, sequence } of real) {
    if (zone === undefined || sequence === undefined || !others.has(sequence)) continue;
    const day = localDate(at, zone);
    if (days.has(day)) same.add(`${sequence} ${day}`);
  }
  const count = (sequence: string, what: "people" | "sameDay") => {
    const next = ownValue(totals.overlap, sequence) ?? { people: 0, sameDay: 0 };
    next[what] += 1;
    totals.overlap[sequence] = next;
  };
  for (const sequence of together) count(sequence, "people");
  for (const one of same) count(one.split(" ")[0]!, "sameDay");
}

const meets = ({ from, to }: Run, start: number, end: number, until: number) =>
  start <= (to ?? until) && from <= end;

/** The most mails of an example. */
const MAX_MAILS = 10;

const exampleOf = (contact: string, { runs, mails }: Outcome) => ({
  contact,
  enteredAt: runs[0]!.from,
  mails: mails
    .slice(0, MAX_MAILS)
    .map(({ at, step = "", template = "" }) => ({ at, step, template })),
});

/** The week number of a date, counted from a Monday long ago. */
const weekOf = (date: string): number => Math.floor((Date.parse(date) / DAY_MS + 3) / 7);
