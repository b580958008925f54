import { archiveJob, impactJob, migrationJob } from "#shared/sequences/index.ts";

/** The kinds of jobs about those who are inside a sequence. */
export const JOB_KINDS = [impactJob, migrationJob, archiveJob];
