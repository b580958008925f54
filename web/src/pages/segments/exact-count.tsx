import { Button, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api, read, type Schemas } from "../../api/client.ts";
import { JobRun } from "../../parts/job/job-run.tsx";
import { useJob } from "../../parts/job/use-job.ts";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { segmentTexts } from "./texts.ts";

/** Counts all contacts by a job, with its progress. */
export function ExactCount({ condition }: { condition: unknown }) {
  const texts = useTexts(segmentTexts).estimate;
  const format = useFormat();
  const start = useMutation({
    mutationFn: () =>
      read(
        api.POST("/v1/segments/count", { body: { condition: condition as Schemas["Condition"] } }),
      ),
  });
  const { job, error, isRunning } = useJob(start.data?.id);
  const result = job?.result as { matches: number; contacts: number } | undefined;
  if (job?.state === "done" && result)
    return (
      <Text fw={600}>
        {texts.counted(format.number(result.matches), format.number(result.contacts))}
      </Text>
    );
  return (
    <>
      <div>
        <Button
          size="xs"
          variant="default"
          loading={start.isPending}
          disabled={isRunning}
          onClick={() => start.mutate()}
        >
          {texts.count}
        </Button>
      </div>
      <JobRun job={job} error={start.error ?? error} />
    </>
  );
}
