import { Button, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { api, read, type Schemas } from "../../api/client.ts";
import { Fault } from "../../parts/fault.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { segmentTexts } from "./texts.ts";

const POLL_MS = 1_000;

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
  const id = start.data?.id;
  const job = useQuery({
    queryKey: ["jobs", id],
    queryFn: () => read(api.GET("/v1/jobs/{id}", { params: { path: { id: id! } } })),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === "running" ? POLL_MS : false),
  });
  const found = job.data;
  const result = found?.result as { matches: number; contacts: number } | undefined;
  if (found?.state === "done" && result)
    return (
      <Text fw={600}>
        {texts.counted(format.number(result.matches), format.number(result.contacts))}
      </Text>
    );
  return (
    <div>
      <Button
        size="xs"
        variant="default"
        loading={start.isPending}
        disabled={id !== undefined}
        onClick={() => start.mutate()}
      >
        {texts.count}
      </Button>
      {found && (
        <Text size="sm" c="dimmed" role="status">
          {texts.counting(
            format.number(found.progress.seen),
            format.number(found.progress.of ?? 0),
          )}
        </Text>
      )}
      <Fault error={start.error ?? job.error} />
    </div>
  );
}
