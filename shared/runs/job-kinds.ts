import { archiveJob, choicesJob, impactJob } from "#shared/sequences/index.ts";

/** Every kind of job there is. */
export const JOB_KINDS = [impactJob, choicesJob, archiveJob];
