import { Button, NativeSelect, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, read } from "../../../api/client.ts";
import { idsOf, useNames } from "../../../api/names.ts";
import { useNow } from "../../../api/now.ts";
import { Card } from "../../../parts/card.tsx";
import { Fault } from "../../../parts/fault.tsx";
import { JobRun } from "../../../parts/job/job-run.tsx";
import { useJob } from "../../../parts/job/use-job.ts";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import type { OpenSequence } from "../open-sequence.ts";
import classes from "../results/results.module.css";
import { resultsTexts } from "../results/texts.ts";
import { Report, type ReportOf } from "./report.tsx";

const DAY_MS = 86_400_000;
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The draft played over the stored past: started as a job, followed, and read. */
export function SequenceBacktest({ sequence: { id, flush } }: { sequence: OpenSequence }) {
  const { backtest: texts } = useTexts(resultsTexts);
  const format = useFormat();
  const now = useNow();
  const client = useQueryClient();
  const [from, setFrom] = useState(dayOf(now - 30 * DAY_MS));
  const [until, setUntil] = useState(dayOf(now));
  const [segment, setSegment] = useState("");
  const [chosen, setChosen] = useState<string>();
  const segments = idsOf(useNames("segments").names);
  const earlier = useQuery({
    queryKey: ["jobs", "backtests", id],
    queryFn: () =>
      read(
        api.GET("/v1/jobs", { params: { query: { kind: "backtest", subject: id, limit: 20 } } }),
      ),
  });
  const jobs = earlier.data?.items ?? [];
  const shown = chosen ?? jobs[0]?.id;
  const { job, error, isRunning } = useJob(shown);
  const start = useMutation({
    mutationFn: async () => {
      await flush();
      const end = Math.min(Date.parse(until) + DAY_MS, now);
      const body = {
        from: new Date(from).toISOString(),
        until: new Date(end).toISOString(),
        ...(segment && { segment }),
      };
      return read(api.POST("/v1/sequences/{id}/backtest", { params: { path: { id } }, body }));
    },
    onSuccess: async (started) => {
      setChosen(started.id);
      await client.invalidateQueries({ queryKey: ["jobs"] });
    },
  });
  const date = (label: string, value: string, set: (next: string) => void) => (
    <TextInput
      type="date"
      label={label}
      value={value}
      onChange={({ currentTarget }) => set(currentTarget.value)}
    />
  );
  return (
    <div className={classes.page}>
      <Card>
        <Text size="sm" c="dimmed" mb="sm">
          {texts.about}
        </Text>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            start.mutate();
          }}
        >
          {date(texts.from, from, setFrom)}
          {date(texts.until, until, setUntil)}
          <NativeSelect
            label={texts.segment}
            value={segment}
            onChange={({ currentTarget }) => setSegment(currentTarget.value)}
            data={[{ value: "", label: texts.all }, ...segments]}
          />
          <Button type="submit" loading={start.isPending} disabled={!from || !until}>
            {texts.start}
          </Button>
          {jobs.length > 1 && (
            <NativeSelect
              label={texts.earlier}
              value={shown}
              onChange={({ currentTarget }) => setChosen(currentTarget.value)}
              data={jobs.map((one) => ({ value: one.id, label: format.exact(one.startedAt) }))}
            />
          )}
        </form>
      </Card>
      <Fault error={start.error} />
      {isRunning ? (
        <Card title={texts.running}>
          <JobRun job={job} error={error} />
        </Card>
      ) : (
        <Fault error={error} />
      )}
      {job?.state === "done" && job.result && (
        <Report id={job.id} report={job.result as unknown as ReportOf} />
      )}
    </div>
  );
}
