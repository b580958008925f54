export { cancelJob, countSeen } from "./end-job.ts";
export { forgetInJobs } from "./forget-in-jobs.ts";
export { type Job, MAX_RUNNING } from "./job.ts";
export { getJob, listChunks, listJobs } from "./job-store.ts";
export { defineJob, type JobKind, type PageDone } from "./kind.ts";
export { assertRoom, startJob } from "./start-job.ts";
export { type AnyJobKind, type JobPage, type JobsWorld, workOnJob } from "./work.ts";
