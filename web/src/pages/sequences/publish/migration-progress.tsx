import { Button, Group, Stack, Text } from "@mantine/core";
import { JobRun } from "../../../parts/job/job-run.tsx";
import { useJob } from "../../../parts/job/use-job.ts";
import { useTexts } from "../../../text/catalogue.ts";
import { publishTexts } from "./texts.ts";

type Props = { job: string; version: string; onClose: () => void };

/** The job that moves the runs inside as was chosen; it goes on when this is closed. */
export function MigrationProgress({ job: id, version, onClose }: Props) {
  const { job: texts } = useTexts(publishTexts);
  const { job, error, isRunning } = useJob(id);
  return (
    <Stack gap="sm">
      <Text role="status">
        {isRunning && texts.running(version)}
        {job?.state === "done" && texts.done}
      </Text>
      <JobRun job={job} error={error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {isRunning ? texts.background : texts.close}
        </Button>
      </Group>
    </Stack>
  );
}
