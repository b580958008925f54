import type { EntryEvent } from "#shared/audience/events/index.ts";
import type { Enrollment } from "./enrollment.ts";

/**
 * So many runs that are over stay among those that every decision reads; those before them are
 * moved out of its way. It may be lowered, not raised: a contact with fewer rows is taken to have
 * had none moved.
 */
export const KEPT_ENDED = 4;

/** What re-entry needs to know of a run that is over, whatever becomes of the rest. */
export type Ending = Pick<
  Enrollment,
  "sequence" | "entryKey" | "run" | "version" | "status" | "startedAt" | "endedAt" | "cause"
> & { entry: Omit<EntryEvent, "data" | "hops"> };

export const endingOf = (run: Enrollment): Ending => {
  const { sequence, entryKey, version, status, startedAt, endedAt, cause } = run;
  const { event, id, at, ordinal } = run.entry;
  const entry = { event, id, at, ...(ordinal && { ordinal }) };
  return { sequence, entryKey, run: run.run, version, status, startedAt, endedAt, cause, entry };
};

/** The run as far as its ending tells of it: what it decided is not known any more. */
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

/**
 * Whether runs of a contact may have been moved, who has so many rows among those that a decision
 * reads.
 */
export const mayHaveMoved = (rows: number): boolean => rows >= KEPT_ENDED;
