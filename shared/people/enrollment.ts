import { DAY_MS } from "#shared/kernel/time.ts";
import type { Noted } from "./trail.ts";

/** A mail that was decided and has no row yet; it stays here until it has. */
export type OutboxEntry = {
  messageId: string;
  /** Somebody of the team, where the mail is about the person and not to them. */
  to?: string;
  run: string;
  version: number;
  step: string;
  template: string;
  bornAt: number;
  /** When its place in line comes, where that is not at once. */
  plannedAt?: number;
  /** What made its run start, where that run is over and the next began. */
  entry?: Entry;
};

/**
 * What made a run start; `data` is left out when it is too large to be kept with the run: the
 * event's own row has it.
 */
export type Entry = {
  event: string;
  id: string;
  at: number;
  ordinal?: number | undefined;
  data?: Record<string, unknown>;
  hops?: number;
};

/**
 * The event of an instant that brought a run there; its `id` is a mail's where the event is about
 * one.
 */
export type Cause = { id: string; ordinal?: number | undefined };

/** Something that is looked for whatever step the run is at, also when it is over. */
export type Watched = {
  since: number;
  cause?: Cause | undefined;
  until: number;
  /** Up to when everything was looked through, where that is much. */
  heard?: number | undefined;
  /** The variant of an experiment that the person got; `holdout` for those who were kept out. */
  variant?: string;
};

/** Row `b#sequence#entryKey` of a person: its way through one sequence. */
export type Enrollment = {
  sequence: string;
  entryKey: string;
  run: string;
  version: number;
  /** The instant of the event that made it start. */
  startedAt: number;
  entry: Entry;
  /** `exited` was ended by a rule or a person, and its unsent mails with it; `completed` came to its end. */
  status: "active" | "completed" | "exited";
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
  watching?: Record<string, Watched>;
  /**
   * Up to when everything that its step waits for was looked through, where that is much (epoch
   * milliseconds).
   */
  heard?: number | undefined;
  /** How often the step it stands on has made its request. */
  attempt?: number;
  /** The latest mail of each send step. */
  sends: Record<string, string>;
  dueAt?: number;
  /** Until when the step stays, where an exit condition has the run looked at before. */
  stepDueAt?: number;
  outbox: OutboxEntry[];
  trail: Noted[];
  /** Runs that exited while mails of theirs were unsettled: those must not go any more. */
  exitedRuns: string[];
};

export const isActive = ({ status }: Pick<Enrollment, "status">) => status === "active";

/**
 * What is told later than this, after the time for it was over, does not count any more for a run
 * that is over.
 */
const LATE_MS = 7 * DAY_MS;

/**
 * Whether what happened since an instant and is told of now may still count for a run, over or not.
 */
export const isWatching = ({ watching }: Enrollment, since: number, now: number) =>
  watching !== undefined &&
  Object.values(watching).some(({ until }) => since <= until && now <= until + LATE_MS);
