import type { EntryEvent } from "#shared/audience/events/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";

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
  entry?: EntryEvent;
};

/** What delivery reads of a run: the mails it decided, and which runs those may still be of. */
export type OutboxRun = {
  sequence: string;
  entryKey: string;
  run: string;
  version: number;
  entry: EntryEvent;
  /** `exited` was ended by a rule or a person, and its unsent mails with it; `completed` came to its end. */
  status: "active" | "completed" | "exited";
  outbox: OutboxEntry[];
  /** The latest mail of each send step. */
  sends: Record<string, string>;
  /** Runs that exited while mails of theirs were unsettled: those must not go any more. */
  exitedRuns: string[];
  /** The goal and the metrics of experiments that the run looks for, also when it is over. */
  watching?: Record<string, { until: number }>;
};

export const isActive = ({ status }: Pick<OutboxRun, "status">) => status === "active";

/**
 * What is told later than this, after the time for it was over, does not count any more for a run
 * that is over.
 */
const LATE_MS = 7 * DAY_MS;

/**
 * Whether what happened since an instant and is told of now may still count for a run, over or not.
 */
export const isTrackingConversions = (
  { watching }: Pick<OutboxRun, "watching">,
  since: number,
  now: number,
) =>
  watching !== undefined &&
  Object.values(watching).some(({ until }) => since <= until && now <= until + LATE_MS);
