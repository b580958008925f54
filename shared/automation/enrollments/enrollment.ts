import type { Cause } from "#shared/audience/events/index.ts";
import type { OutboxRun } from "#shared/messaging/snapshot/index.ts";
import type { TrailEntry } from "./trail.ts";

/** A conversion that a run tracks at every step, also after its end. */
export type TrackedConversion = {
  since: number;
  cause?: Cause | undefined;
  until: number;
  /** Up to when a long history was searched. */
  heard?: number | undefined;
  /** The variant of an experiment, or `holdout`. */
  variant?: string;
};

/** Row `b#sequence#entryKey` of a contact: its run in one sequence. */
export type Enrollment = OutboxRun & {
  /** The time of the entry event. */
  startedAt: number;
  /** When the event or wait that ended it happened, maybe before it was processed. */
  endedAt?: number;
  step: string | null;
  /**
   * When the event or the end of a wait that led to the step happened, maybe before it was
   * processed.
   */
  arrivedAt: number;
  /** When the step was due, if before `arrivedAt`: processing was late, or a mail was held. */
  dueSince?: number | undefined;
  /**
   * The event of that instant that led to the step or the end: it and earlier ones no longer count.
   */
  cause?: Cause | undefined;
  /** Events of the cause's instant and ordinal that led on before it. */
  led?: string[] | undefined;
  /** The mail directly before the step: its time counts from when that left. */
  after?: string;
  visits: Record<string, number>;
  /** The tracked conversions: the goal (`*`) and experiments, by step. */
  watching?: Record<string, TrackedConversion>;
  /** Up to when a long history was searched for what its step awaits (epoch milliseconds). */
  heard?: number | undefined;
  /** How often the current step has made its request. */
  attempt?: number;
  dueAt?: number;
  /** Until when the step waits, if an exit condition wakes the run before. */
  stepDueAt?: number;
  trail: TrailEntry[];
};
