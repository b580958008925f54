// Kinds of work over many contacts, page by page:

export { type AnyBulkKind, type BulkKind, defineBulk, type PageResult } from "./kind.ts";

// … untracked

export { fanOut, runFanOutPage } from "./fan-out.ts";

// … tracked, as a job with progress and a result

export { cancelJob, countProgress } from "./end-job.ts";
export { eraseFromJobs } from "./erase-from-jobs.ts";
export { type Job, MAX_RUNNING } from "./job.ts";
export { getJob, listChunks, listJobs } from "./job-store.ts";
export { type JobsWorld, runJobPage } from "./run-job-page.ts";
export { type StartRows, startJob } from "./start-job.ts";

// Sharded lists of contacts

export * from "./list-store.ts";
export { pageOverShards, type ShardPosition } from "./page-over-shards.ts";
