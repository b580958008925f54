// Work over many contacts, page by page: kinds of it, handed in by the domain

// … or tracked, as a job with progress and a result
export { cancelJob, countSeen } from "./end-job.ts";
// … untracked
export { fanOut, workOnFanOut } from "./fan-out.ts";
// Erasure from what jobs have found
export { forgetInJobs } from "./forget-in-jobs.ts";
export { type Job, MAX_RUNNING } from "./job.ts";
export { getJob, listChunks, listJobs } from "./job-store.ts";
export { type AnyBulkKind, type BulkKind, defineBulk, type PageDone } from "./kind.ts";
// Lists of contacts that are spread over shards
export * from "./list-store.ts";
export { pageOverShards, type ShardPlace } from "./page-over-shards.ts";
export { type StartRows, startJob } from "./start-job.ts";
export { type JobsWorld, workOnJob } from "./work-on-job.ts";
