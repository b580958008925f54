import type { HistoryWindow } from "#shared/automation/enrollments/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { dateOf, weekOf } from "./day.ts";
import type { Lens } from "./lens.ts";
import { type RealMail, realMailsOf } from "./real-mails.ts";
import type { Run, Story } from "./story.ts";
import { countTimes, countUp, MAX_EXAMPLES, type StepCounts, type Tally } from "./tally.ts";

/** Adds what would have become of one person, whom the sequence let in, to a tally. */
export function countStory(
  tally: Tally,
  contact: string,
  story: Story,
  past: HistoryWindow,
  lens: Lens,
): void {
  const { runs, mails, drops, holds, notices } = story;
  tally.entered += 1;
  tally.runs += runs.length;
  tally.mails += mails.length;
  tally.notices += notices;
  tally.held += holds.length;
  for (const { end } of runs) countUp(tally.ends, end);
  for (const { reason = "" } of drops) countUp(tally.dropped, reason);
  for (const { at } of mails) countUp(tally.days, dateOf(at, lens.zone));
  countTimes(tally.mailsPerPerson, mails.length);
  countSteps(tally, story);
  const real = realMailsOf(past, lens);
  countWeeks(tally, story, real);
  countOverlap(tally, story, past, real, lens);
  if (tally.examples.length < MAX_EXAMPLES) tally.examples.push(exampleOf(contact, story));
}

const NO_STEPS: StepCounts = { runs: 0, mails: 0, held: 0, dropped: 0 };

function countSteps({ steps }: Tally, { runs, mails, drops, holds }: Story): void {
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

/** Weeks in which a person would have had mail of this sequence: how many, and how many with those they really had. */
function countWeeks(tally: Tally, { mails }: Story, real: RealMail[]): void {
  const weeks = new Map<number, { own: number; all: number }>();
  for (const { at, zone } of mails) {
    const week = weekOf(dateOf(at, zone));
    const { own = 0 } = weeks.get(week) ?? {};
    weeks.set(week, { own: own + 1, all: own + 1 });
  }
  const [zone] = mails.map((mail) => mail.zone);
  for (const { at, isMarketing } of real) {
    const known = zone !== undefined && isMarketing && weeks.get(weekOf(dateOf(at, zone)));
    if (known) known.all += 1;
  }
  for (const { own, all } of weeks.values()) {
    countTimes(tally.mailsPerWeek, own);
    countTimes(tally.withOthers, all);
  }
}

/** The live sequences that the person was in at the same time, and the days on which both would have mailed them. */
function countOverlap(
  tally: Tally,
  { runs, mails }: Story,
  { enrollments }: HistoryWindow,
  real: RealMail[],
  { others, until }: Lens,
): void {
  const together = new Set<string>();
  for (const { sequence, startedAt, endedAt = until } of enrollments) {
    if (others.has(sequence) && runs.some((run) => meets(run, startedAt, endedAt, until))) {
      together.add(sequence);
    }
  }
  const days = new Set(mails.map(({ at, zone }) => dateOf(at, zone)));
  const same = new Set<string>();
  const [zone] = mails.map((mail) => mail.zone);
  for (const { at, sequence } of real) {
    if (zone === undefined || sequence === undefined || !others.has(sequence)) continue;
    const day = dateOf(at, zone);
    if (days.has(day)) same.add(`${sequence} ${day}`);
  }
  const count = (sequence: string, what: "people" | "sameDay") => {
    const next = ownValue(tally.overlap, sequence) ?? { people: 0, sameDay: 0 };
    next[what] += 1;
    tally.overlap[sequence] = next;
  };
  for (const sequence of together) count(sequence, "people");
  for (const one of same) count(one.split(" ")[0]!, "sameDay");
}

const meets = ({ from, to }: Run, start: number, end: number, until: number) =>
  start <= (to ?? until) && from <= end;

/** As many of its mails as make an example. */
const MAX_MAILS = 10;

const exampleOf = (contact: string, { runs, mails }: Story) => ({
  contact,
  enteredAt: runs[0]!.from,
  mails: mails
    .slice(0, MAX_MAILS)
    .map(({ at, step = "", template = "" }) => ({ at, step, template })),
});
