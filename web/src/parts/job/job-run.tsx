import { Stack } from "@mantine/core";
import { Fault } from "../fault.tsx";
import { CancelJob } from "./cancel-job.tsx";
import type { Job } from "./job.ts";
import { JobProgress } from "./job-progress.tsx";

/** A job that was begun here: how far it is, the way to cancel it, or why it stopped. */
export const JobRun = ({ job, error }: { job: Job | undefined; error: Error | null }) => (
  <>
    {job?.state === "running" && (
      <Stack gap="sm" align="flex-start" role="status">
        <JobProgress job={job} />
        <CancelJob id={job.id} />
      </Stack>
    )}
    <Fault error={error} />
  </>
);
