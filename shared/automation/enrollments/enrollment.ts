import type { Cause } from "#shared/audience/events/index.ts";
import type { OutboxRun } from "#shared/messaging/snapshot/index.ts";
import type { TrailEntry } from "./trail.ts";

/** Something that is looked for whatever step the run is at, also when it is over. */
export type TrackedConversion = {
  since: number;
  cause?: Cause | undefined;
  until: number;
  /** Up to when everything was looked through, where that is much. */
  heard?: number | undefined;
  /** The variant of an experiment that the person got; `holdout` for those who were kept out. */
  variant?: string;
};

/** Row `b#sequence#entryKey` of a person: its way through one sequence. */
export type Enrollment = OutboxRun & {
  /** The instant of the event that made it start. */
  startedAt: number;
  /** When what ended it happened, which may be before it was worked on. */
  endedAt?: number;
  step: string | null;
  /**
   * When what led to the step happened: an event, the end of a wait. That may be before it was
   * worked on.
   */
  arrivedAt: number;
  /**
   * When the step was due, where that is before `arrivedAt`: what led there was worked on late, or
   * a mail was held.
   */
  dueSince?: number | undefined;
  /**
   * The event of that instant that led there, or to the end of the run: it does not count any more,
   * nor what was before it.
   */
  cause?: Cause | undefined;
  /** Events with the same instant and ordinal as the cause that led on before it. */
  led?: string[] | undefined;
  /** The mail that the step directly follows: its time counts from when that really left. */
  after?: string;
  visits: Record<string, number>;
  /** The goal (`*`) and the metrics of experiments that the run came by, by their steps. */
  watching?: Record<string, TrackedConversion>;
  /**
   * Up to when everything that its step waits for was looked through, where that is much (epoch
   * milliseconds).
   */
  heard?: number | undefined;
  /** How often the step it stands on has made its request. */
  attempt?: number;
  dueAt?: number;
  /** Until when the step stays, where an exit condition has the run looked at before. */
  stepDueAt?: number;
  trail: TrailEntry[];
};
