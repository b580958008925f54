import { comparePositions, type EventRow } from "#shared/audience/events/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { CASCADE_LIMIT } from "#shared/automation/steps/index.ts";
import { iso } from "#shared/kernel/time.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";

/** A stored run that is active or tracks conversions. */
export type CurrentRun = {
  program: Program;
  old?: Enrollment;
  /** The run after external changes to `old`. */
  start: Enrollment;
  /** Whether its sequence is paused: nothing more is decided. */
  isPaused?: boolean;
  expect: "absent" | number;
  /** The entry event's data, if too large to be stored with the run. */
  entryData?: EventRow["data"] | undefined;
};

/** A run that an event would start, under an entry key. */
export type Entry = { program: Program; entryKey: string; event: EventRow };

/** The key of which at most one run is active. */
export const runKey = ({ program, entryKey }: Omit<Entry, "event">): string =>
  `${program.sequence}#${entryKey}`;

/** The earliest start of the runs, including possible ones. */
export const earliestStart = (
  runs: { start: Enrollment }[],
  entries: Pick<Entry, "event">[],
  now: number,
): number =>
  Math.min(
    now,
    ...runs.map(({ start }) => start.startedAt),
    ...entries.map(({ event }) => event.at),
  );

type CandidateEvent = Pick<EventRow, "id" | "at" | "ordinal" | "cascade">;

/** The most active runs of a contact: each mail and step reads all of them. */
const MAX_RUNS = 100;

/**
 * Why an event does not start a run, given the contact's runs and the last one of this key;
 * undefined when it does.
 */
export function whyNotEnter(
  runs: Pick<Enrollment, "status">[],
  last: Enrollment | undefined,
  { program, event }: { program: Program; event: CandidateEvent },
): string | undefined {
  if (last && isActive(last)) return "already inside";
  if ((event.cascade ?? 0) > CASCADE_LIMIT)
    return `${CASCADE_LIMIT} sequences in a row set each other off`;
  if (runs.filter(isActive).length >= MAX_RUNS) return `under way ${MAX_RUNS} times already`;
  return last && whyNotReenter(program, last, event);
}

/** Why a contact may not enter again by this event; undefined when it may. */
export function whyNotReenter(
  { coolDownMs }: Program,
  { endedAt, entry, cause }: Enrollment,
  event: CandidateEvent,
): string | undefined {
  if (endedAt === undefined) return "already inside";
  if (coolDownMs === undefined) return "only once";
  if (event.id === entry.id) return "entered by this very event";
  const until = endedAt + coolDownMs;
  // A posted event may be repeated: at the very instant of the end only an event ordered after it
  // counts, else two would alternate.
  const isNext =
    coolDownMs > 0 || !!event.cascade || comparePositions(event, { at: until, ...cause }) > 0;
  const isLater = event.at > until || (event.at === until && isNext);
  return isLater ? undefined : `not again before ${iso(until)}`;
}

/** Every write of a run carries its entry: larger data is read from the event's row when needed. */
const MAX_ENTRY_DATA = 512;

/** An entry event as its run stores it. */
export function toEntry({ id, name, at, ordinal, data, cascade }: EventRow): Enrollment["entry"] {
  const entry = { event: name, id, at, ...(ordinal && { ordinal }), ...(cascade && { cascade }) };
  return JSON.stringify(data).length <= MAX_ENTRY_DATA ? { ...entry, data } : entry;
}
