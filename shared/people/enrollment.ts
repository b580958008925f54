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

/** What made a run start; `data` is left out when it is too large to be kept with the run: the event's own row has it. */
export type Entry = {
  event: string;
  id: string;
  at: number;
  data?: Record<string, unknown>;
  hops?: number;
};

/** Something that is looked for whatever step the run is at, also when it is over. */
export type Watched = {
  since: number;
  until: number;
  /** The variant of an experiment that the person got; `holdout` for those who were kept out. */
  variant?: string;
};

/** Row `b#sequence#entryKey` of a person: its way through one sequence. */
export type Enrollment = {
  sequence: string;
  entryKey: string;
  run: string;
  version: number;
  startedAt: number;
  entry: Entry;
  /** `exited` was ended by a rule or a person, and its unsent mails with it; `completed` came to its end. */
  status: "active" | "completed" | "exited";
  endedAt?: number;
  step: string | null;
  /** When the step was reached. */
  arrivedAt: number;
  /** The mail that the step directly follows: its time counts from when that really left. */
  after?: string;
  visits: Record<string, number>;
  /** The goal (`*`) and the metrics of experiments that the run came by, by their steps. */
  watching?: Record<string, Watched>;
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

export const isActive = (enrollment: Enrollment) => enrollment.status === "active";

/** Whether what happens now may still count for a run, over or not. */
export const isWatching = ({ watching }: Enrollment, now: number) =>
  watching !== undefined && Object.values(watching).some(({ until }) => now <= until);
