import { DAY_MS } from "#shared/kernel/time.ts";

type JobState = "running" | "done" | "cancelled" | "failed";

/** Tracked work over many contacts. Instants are epoch milliseconds. */
export type Job = {
  id: string;
  kind: string;
  /** Its subject: the id of a sequence. */
  subject: string;
  state: JobState;
  /** Parts that run concurrently. */
  shards: number;
  /** An estimate of the total. */
  of?: number;
  startedAt: number;
  endedAt?: number;
  /** How many it had processed when it ended. */
  seen?: number;
  result?: object;
  /** Why it failed. */
  failure?: string;
};

/** The progress of a shard. */
export type Part = { after?: string; seen: number; chunks: number; done: boolean };

/** A running job expires after this; an ended one after a week. */
export const KEEP_RUNNING_MS = 14 * DAY_MS;
export const KEEP_ENDED_MS = 7 * DAY_MS;
/** More would take workers away from sending. */
export const MAX_RUNNING = 10;
/**
 * Limit of a job's input, of a shard's gathered data, of a chunk and of the result: below a row's.
 */
export const MAX_JSON_BYTES = 300 * 1024;
