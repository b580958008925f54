import { comparePositions, type EventRow } from "#shared/audience/events/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { CASCADE_LIMIT } from "#shared/automation/steps/index.ts";
import { iso } from "#shared/kernel/time.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";

/** A run as it is stored: one that is under way or still watched. */
export type CurrentRun = {
  program: Program;
  old?: Enrollment;
  /** What `old` goes on from, where it was moved or ended from outside. */
  start: Enrollment;
  /** Whether its sequence rests: nothing more is decided for it. */
  rests?: boolean;
  expect: "absent" | number;
  /** The data of the event that `old` began with, where that is too large to be kept with it. */
  entryData?: EventRow["data"] | undefined;
};

/** A sequence that an event would let its person into, under a key. */
export type Entry = { program: Program; entryKey: string; event: EventRow };

/** The name of the place of a run: one is under way there at most. */
export const placeOfRun = ({ program, entryKey }: Omit<Entry, "event">): string =>
  `${program.sequence}#${entryKey}`;

/**
 * When the earliest of the runs began, those that events may let in too: its entering event's
 * instant.
 */
export const beginOf = (
  runs: { start: Enrollment }[],
  entries: Pick<Entry, "event">[],
  now: number,
): number =>
  Math.min(
    now,
    ...runs.map(({ start }) => start.startedAt),
    ...entries.map(({ event }) => event.at),
  );

type EnteringEvent = Pick<EventRow, "id" | "at" | "ordinal" | "hops">;

/** Of one person at once, in all sequences: each of their mails and steps looks at all of them. */
const MAX_RUNS = 100;

/**
 * Why an event does not start a run, given what runs there are by then and what is stored of the
 * one before; undefined where it does. A person under way stays, one who is through comes again
 * where the rule allows it.
 */
export function whyNotEnter(
  runs: Pick<Enrollment, "status">[],
  last: Enrollment | undefined,
  { program, event }: { program: Program; event: EnteringEvent },
): string | undefined {
  if (last && isActive(last)) return "already inside";
  if ((event.hops ?? 0) > CASCADE_LIMIT)
    return `${CASCADE_LIMIT} sequences in a row set each other off`;
  if (runs.filter(isActive).length >= MAX_RUNS) return `under way ${MAX_RUNS} times already`;
  return last && whyNotAgain(program, last, event);
}

/** Why somebody who went through already may not come again with this event; undefined when they may. */
export function whyNotAgain(
  { coolDownMs }: Program,
  { endedAt, entry, cause }: Enrollment,
  event: EnteringEvent,
): string | undefined {
  if (endedAt === undefined) return "already inside";
  if (coolDownMs === undefined) return "only once";
  if (event.id === entry.id) return "entered by this very event";
  const until = endedAt + coolDownMs;
  // What is posted may come again: of the instant of an end only what has its place after it lets
  // in, else two would by turns.
  const isNext =
    coolDownMs > 0 || !!event.hops || comparePositions(event, { at: until, ...cause }) > 0;
  const isLater = event.at > until || (event.at === until && isNext);
  return isLater ? undefined : `not again before ${iso(until)}`;
}

/**
 * Every write of a run carries its entry: larger data is read from the event's own row where it is
 * needed.
 */
const MAX_ENTRY_DATA = 512;

/** An event as the run keeps it that it lets in. */
export function toEntry({ id, name, at, ordinal, data, hops }: EventRow): Enrollment["entry"] {
  const entry = { event: name, id, at, ...(ordinal && { ordinal }), ...(hops && { hops }) };
  return JSON.stringify(data).length <= MAX_ENTRY_DATA ? { ...entry, data } : entry;
}
