import type { EntryEvent } from "#shared/audience/events/index.ts";
import type { Enrollment } from "./enrollment.ts";

/**
 * How many ended runs every decision reads; older ones are moved away. It may be lowered, not
 * raised: a contact with fewer rows is taken to have had none moved.
 */
export const KEPT_ENDED = 4;

/** What re-entry needs of an ended run. */
export type Ending = Pick<
  Enrollment,
  "sequence" | "entryKey" | "run" | "version" | "status" | "startedAt" | "endedAt" | "cause"
> & { entry: Omit<EntryEvent, "data" | "cascade"> };

export const endingOf = (run: Enrollment): Ending => {
  const { sequence, entryKey, version, status, startedAt, endedAt, cause } = run;
  const { event, id, at, ordinal } = run.entry;
  const entry = { event, id, at, ...(ordinal && { ordinal }) };
  return { sequence, entryKey, run: run.run, version, status, startedAt, endedAt, cause, entry };
};

/** A run from its ending, without its decisions. */
export const fromEnding = (ending: Ending): Enrollment => ({
  ...ending,
  step: null,
  arrivedAt: ending.endedAt ?? ending.startedAt,
  visits: {},
  sends: {},
  outbox: [],
  trail: [],
  exitedRuns: [],
});

/** Whether a contact with this many rows may have moved runs. */
export const mayHaveMoved = (rows: number): boolean => rows >= KEPT_ENDED;
