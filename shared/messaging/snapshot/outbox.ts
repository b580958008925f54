import type { EntryEvent } from "#shared/audience/events/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";

/** A decided mail; it stays in the outbox until it has a row. */
export type OutboxEntry = {
  messageId: string;
  /** The team member's address, if the mail is a notification about the contact. */
  to?: string;
  run: string;
  version: number;
  step: string;
  template: string;
  bornAt: number;
  /** When it may leave at the send rate, if not at once. */
  plannedAt?: number;
  /** The event that started its run, if that run is over and the next has begun. */
  entry?: EntryEvent;
};

/** The part of a run that delivery reads: decided mails and the runs they may belong to. */
export type OutboxRun = {
  sequence: string;
  entryKey: string;
  run: string;
  version: number;
  entry: EntryEvent;
  /**
   * `exited`: ended by a rule or a person, its unsent mails dropped; `completed`: reached its end.
   */
  status: "active" | "completed" | "exited";
  outbox: OutboxEntry[];
  /** Send step → its latest mail. */
  sends: Record<string, string>;
  /** Exited runs with unsettled mails, which must not be sent any more. */
  exitedRuns: string[];
  /** The goal and experiment metrics that the run tracks, also when it is over. */
  watching?: Record<string, { until: number }>;
};

export const isActive = ({ status }: Pick<OutboxRun, "status">) => status === "active";

/** Events that arrive later than this after a finished run's tracking ended don't count. */
const LATE_MS = 7 * DAY_MS;

/** Whether events since `since` that arrive now may still count as conversions of a run. */
export const isTrackingConversions = (
  { watching }: Pick<OutboxRun, "watching">,
  since: number,
  now: number,
) =>
  watching !== undefined &&
  Object.values(watching).some(({ until }) => since <= until && now <= until + LATE_MS);
