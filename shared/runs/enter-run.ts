import { iso } from "#shared/kernel/time.ts";
import { type Enrollment, type EventRow, isActive } from "#shared/people/index.ts";
import { MAX_HOPS, type Program } from "#shared/sequences/index.ts";

/** A run to look at: one that is under way or still watched, or one that `entry` is to start. */
export type CurrentRun = {
  program: Program;
  entryKey: string;
  old?: Enrollment;
  /** What `old` goes on from, where it was moved or ended from outside. */
  start?: Enrollment;
  /** Whether its sequence rests: nothing more is decided for it. */
  rests?: boolean;
  expect: "absent" | number;
  entry?: EventRow;
  /** The data of the event that `old` began with, where that is too large to be kept with it. */
  entryData?: Record<string, unknown> | undefined;
};

/** When the earliest of the runs began, by the event that it was entered with. */
export const beginOf = (runs: Pick<CurrentRun, "old" | "entry">[], now: number): number =>
  Math.min(
    now,
    ...runs.map(({ old, entry }) => entry?.at ?? Math.min(old!.entry.at, old!.startedAt)),
  );

/** Of one person at once, in all sequences: each of their mails and steps looks at all of them. */
const MAX_RUNS = 100;

/**
 * Adds to `runs` the one that an event starts: one for each key. A person under way stays, one who is through comes again
 * where the rule allows it. Returns why it was not started, if it was not.
 */
export function enterRun(
  runs: CurrentRun[],
  enrollments: { data: Enrollment; version: number }[],
  program: Program,
  entryKey: string,
  entry: EventRow,
): string | undefined {
  const { sequence } = program;
  const isSame = (run: CurrentRun) =>
    run.program.sequence === sequence && run.entryKey === entryKey;
  const under = runs.find(isSame);
  if (under && (under.entry || isActive(under.old!))) return "already inside";
  if ((entry.hops ?? 0) > MAX_HOPS) return `${MAX_HOPS} sequences in a row set each other off`;
  const active = runs.filter((run) => run.entry || isActive(run.old!)).length;
  if (active >= MAX_RUNS) return `under way ${MAX_RUNS} times already`;
  const last = enrollments.find(
    ({ data }) => data.sequence === sequence && data.entryKey === entryKey,
  );
  const refusal = last && whyNotAgain(program, last.data, entry);
  if (refusal) return refusal;
  const run = {
    program,
    entryKey,
    old: last?.data,
    expect: last?.version ?? "absent",
    entry,
  } as const;
  if (under) runs[runs.indexOf(under)] = run;
  else runs.push(run);
  return undefined;
}

/** Why somebody who went through already may not come again with this event; undefined when they may. */
export function whyNotAgain(
  { coolDownMs }: Program,
  { endedAt, entry }: Enrollment,
  event: Pick<EventRow, "id" | "at" | "hops">,
): string | undefined {
  if (endedAt === undefined) return "already inside";
  if (coolDownMs === undefined) return "only once";
  if (event.id === entry.id) return "entered by this very event";
  const until = endedAt + coolDownMs;
  // What is posted may come again, and of the instant of an end it would let in by turns with what let in meanwhile.
  const isLater = event.at > until || (event.at === until && (coolDownMs > 0 || !!event.hops));
  return isLater ? undefined : `not again before ${iso(until)}`;
}
