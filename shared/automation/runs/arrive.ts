import type { Cause, EventPosition } from "#shared/audience/events/index.ts";
import {
  type Decision,
  type Enrollment,
  recordDecision,
  type TrailEntry,
} from "#shared/automation/enrollments/index.ts";

/** A step may be reached so often: every run is finite. */
const MAX_VISITS = 1_000;

/** The event of a place, if it is one. */
export const causeIn = ({ id, ordinal }: EventPosition): Cause | undefined =>
  id === undefined ? undefined : { id, ...(ordinal && { ordinal }) };

/**
 * The run at the next step, or at its end, by what led on: it counts from that place. `after` is
 * the mail whose leaving the step's time counts from instead, `dueSince` when the step was due.
 * `now` is when it is noted.
 */
export function arrive(
  run: Enrollment,
  next: string | null,
  now: number,
  by: EventPosition,
  { after, dueSince }: { after?: string | undefined; dueSince?: number | undefined },
): Enrollment {
  const isOlder = comesBefore(by, run);
  const runtime = isOlder ? { at: run.arrivedAt, ...run.cause } : by;
  const isLate = dueSince !== undefined && dueSince < runtime.at;
  // Never `delete`: an object that lost a property is slow to read and to copy from then on.
  const moved: Enrollment = {
    ...run,
    dueAt: undefined,
    stepDueAt: undefined,
    attempt: undefined,
    heard: undefined,
    step: next,
    arrivedAt: runtime.at,
    cause: causeIn(runtime),
    led: ledBefore(run, runtime),
    dueSince: isLate ? dueSince : undefined,
    after,
  };
  if (next === null) return end(moved, now, runtime, "completed", "end");
  const visits = (run.visits[next] ?? 0) + 1;
  if (visits > MAX_VISITS) {
    return end(moved, now, runtime, "exited", `more than ${MAX_VISITS} visits`);
  }
  moved.visits = { ...run.visits, [next]: visits };
  return moved;
}

/**
 * Whether something predates the step on which the run stands; of one millisecond, a bare instant
 * says less than an event, and a lower ordinal was accepted earlier.
 */
function comesBefore(
  { at, id, ordinal = 0 }: EventPosition,
  { arrivedAt, cause }: Enrollment,
): boolean {
  if (at !== arrivedAt) return at < arrivedAt;
  return id === undefined || (cause !== undefined && ordinal < (cause.ordinal ?? 0));
}

/** Events of one millisecond that were accepted apart, by as many requests: far fewer. */
const MAX_LED = 100;

/**
 * The events that led on before one with which they share instant and ordinal: without an order
 * among them, each would count again after the others.
 */
function ledBefore({ arrivedAt, cause, led }: Enrollment, { at, id, ordinal = 0 }: EventPosition) {
  if (at !== arrivedAt || !cause || ordinal !== (cause.ordinal ?? 0)) return undefined;
  return cause.id === id ? led : [...(led ?? []), cause.id].slice(-MAX_LED);
}

/** The run at its end, as of a place. */
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

/** A run that is ended by hand or by an edit: its unsent mails do not go any more. */
export const endRun = (run: Enrollment, now: number, reason: string): Enrollment =>
  end(run, now, { at: now }, "exited", reason);

/** The trail with one more decision, at the step that the run stands on. */
export const note = (
  run: Enrollment,
  at: number,
  decision: Omit<Decision, "at" | "step">,
): TrailEntry[] => recordDecision(run.trail, { ...decision, at, step: run.step ?? "" });
