import { Button, Group, Stack, Text } from "@mantine/core";
import { Fault } from "../../../parts/fault.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { JobProgress } from "../../operations/job-bar.tsx";
import { publishTexts } from "./texts.ts";
import { useJob } from "./use-job.ts";

type Props = { job: string; version: string; onClose: () => void };

/** The job that moves the runs inside as was chosen; it goes on when this is closed. */
export function MigrationProgress({ job: id, version, onClose }: Props) {
  const { job: texts } = useTexts(publishTexts);
  const { data: job, error } = useJob(id);
  const isRunning = job === undefined || job.state === "running";
  const failed = job && !isRunning && job.state !== "done";
  return (
    <Stack gap="sm">
      <Text role="status">
        {isRunning ? texts.running(version) : job.state === "done" ? texts.done : texts.failed}
      </Text>
      {job && <JobProgress job={job} />}
      <Fault error={error ?? (failed ? new Error(job.failure ?? texts.failed) : null)} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {isRunning ? texts.background : texts.close}
        </Button>
      </Group>
    </Stack>
  );
}
