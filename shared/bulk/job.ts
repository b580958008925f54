import { DAY_MS } from "#shared/kernel/time.ts";

type JobState = "running" | "done" | "cancelled" | "failed";

/** Tracked work over many. Instants are epoch milliseconds. */
export type Job = {
  id: string;
  kind: string;
  /** What it is about: the id of a sequence. */
  subject: string;
  state: JobState;
  /** Parts that go on side by side. */
  shards: number;
  /** An estimate of how many there are to be seen. */
  of?: number;
  startedAt: number;
  endedAt?: number;
  /** How many it had seen when it ended. */
  seen?: number;
  result?: object;
  /** Why it failed. */
  failure?: string;
};

/** How far one shard of a job has come. */
export type Part = { after?: string; seen: number; chunks: number; done: boolean };

/** What a job may take before it is forgotten; one that ended is kept for a week. */
export const KEEP_RUNNING_MS = 14 * DAY_MS;
export const KEEP_ENDED_MS = 7 * DAY_MS;
/** More at once would take the workers from the mails. */
export const MAX_RUNNING = 10;
/** Of what a job is given, of what a shard gathers, of a chunk, and of the result: below what a row can hold. */
export const MAX_JSON_BYTES = 300 * 1024;
