// Work over many contacts, page by page: kinds of it, handed in by the domain

// … or tracked, as a job with progress and a result
export { cancelJob, countProgress } from "./end-job.ts";
// Erasure from what jobs have found
export { eraseFromJobs } from "./erase-from-jobs.ts";
// … untracked
export { fanOut, runFanOutPage } from "./fan-out.ts";
export { type Job, MAX_RUNNING } from "./job.ts";
export { getJob, listChunks, listJobs } from "./job-store.ts";
export { type AnyBulkKind, type BulkKind, defineBulk, type PageResult } from "./kind.ts";
// Lists of contacts that are spread over shards
export * from "./list-store.ts";
export { pageOverShards, type ShardPosition } from "./page-over-shards.ts";
export { type JobsWorld, runJobPage } from "./run-job-page.ts";
export { type StartRows, startJob } from "./start-job.ts";
