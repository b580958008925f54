import type { Cause, EventPosition } from "#shared/audience/events/index.ts";
import {
  type Decision,
  type Enrollment,
  recordDecision,
  type TrailEntry,
} from "#shared/automation/enrollments/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";

/** The most visits of a step: every run is finite. */
const MAX_VISITS = 1_000;

/** The event at a position, if it is one. */
export const causeIn = ({ id, ordinal }: EventPosition): Cause | undefined =>
  id === undefined ? undefined : { id, ...(ordinal && { ordinal }) };

/**
 * The run at the next step, or at its end. It counts from `by`. `after` is the mail whose leaving
 * the step's time counts from instead, `dueSince` when the step was due, `now` the time of the
 * trail entry.
 */
export function arrive(
  run: Enrollment,
  next: string | null,
  now: number,
  by: EventPosition,
  { after, dueSince }: { after?: string | undefined; dueSince?: number | undefined },
): Enrollment {
  const isEarlier = comesBefore(by, run);
  const position = isEarlier ? { at: run.arrivedAt, ...run.cause } : by;
  const isLate = dueSince !== undefined && dueSince < position.at;
  // Never `delete`: objects that lost a property are slow from then on.
  const moved: Enrollment = {
    ...run,
    dueAt: undefined,
    stepDueAt: undefined,
    attempt: undefined,
    heard: undefined,
    step: next,
    arrivedAt: position.at,
    cause: causeIn(position),
    led: ledBefore(run, position),
    dueSince: isLate ? dueSince : undefined,
    after,
  };
  if (next === null) return end(moved, now, position, "completed", "end");
  const visits = (ownValue(run.visits, next) ?? 0) + 1;
  if (visits > MAX_VISITS) {
    return end(moved, now, position, "exited", `more than ${MAX_VISITS} visits`);
  }
  moved.visits = { ...run.visits, [next]: visits };
  return moved;
}

/**
 * Whether a position precedes the run's arrival. In one millisecond, an event outranks a bare
 * instant, and a lower ordinal was accepted earlier.
 */
function comesBefore(
  { at, id, ordinal = 0 }: EventPosition,
  { arrivedAt, cause }: Enrollment,
): boolean {
  if (at !== arrivedAt) return at < arrivedAt;
  return id === undefined || (cause !== undefined && ordinal < (cause.ordinal ?? 0));
}

/** Limit of events accepted apart in one millisecond: far fewer happen. */
const MAX_LED = 100;

/**
 * The events that led on before this one with the same instant and ordinal. They have no order, so
 * each would count again after the others.
 */
function ledBefore({ arrivedAt, cause, led }: Enrollment, { at, id, ordinal = 0 }: EventPosition) {
  if (at !== arrivedAt || !cause || ordinal !== (cause.ordinal ?? 0)) return undefined;
  return cause.id === id ? led : [...(led ?? []), cause.id].slice(-MAX_LED);
}

/** The run, ended at a position. */
export function end(
  run: Enrollment,
  now: number,
  at: EventPosition,
  status: "completed" | "exited",
  reason: string,
  saw?: string[],
): Enrollment {
  return {
    ...run,
    dueAt: undefined,
    stepDueAt: undefined,
    after: undefined,
    attempt: undefined,
    heard: undefined,
    status,
    visits: {},
    sends: {},
    endedAt: at.at,
    cause: causeIn(at),
    dueSince: undefined,
    step: null,
    trail: note(run, now, { decision: status, reason, saw }),
    exitedRuns: status === "exited" ? [...run.exitedRuns, run.run] : run.exitedRuns,
  };
}

/** The run, ended by a request or by a new version: its unsent mails are dropped. */
export const endRun = (run: Enrollment, now: number, reason: string): Enrollment =>
  end(run, now, { at: now }, "exited", reason);

/** The trail with one more decision at the current step. */
export const note = (
  run: Enrollment,
  at: number,
  decision: Omit<Decision, "at" | "step">,
): TrailEntry[] => recordDecision(run.trail, { ...decision, at, step: run.step ?? "" });
