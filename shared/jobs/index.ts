export { cancelJob, countSeen } from "./end-job.ts";
export { type Job, type JobState, MAX_RUNNING } from "./job.ts";
export { defineJob, type JobKind, type PageDone, type PageTask } from "./job-kind.ts";
export { getJob, listChunks, listJobs } from "./job-store.ts";
export { assertRoom, startJob } from "./start-job.ts";
export { type JobPage, type JobsWorld, workOnJob } from "./work-on-job.ts";
