import { Button, Stack, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { useNow } from "../../api/now.ts";
import { useMay } from "../../app/session.tsx";
import { appTexts } from "../../app/texts.ts";
import { Facts } from "../../parts/facts.tsx";
import { Fault } from "../../parts/fault.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Peek } from "../../parts/peek.tsx";
import { Status } from "../../parts/status.tsx";
import { Time } from "../../parts/time.tsx";
import { toast } from "../../parts/toast.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { downloadCsv } from "./download-csv.ts";
import { JobProgress } from "./job-bar.tsx";
import { progressOf } from "./job-progress.ts";
import { JOB_TONES, kindName } from "./job-words.ts";
import classes from "./operations.module.css";
import { operationsTexts } from "./texts.ts";
import { useAction } from "./use-action.ts";

/** While it runs its progress is asked for so often: it changes no topic. */
const ASK_MS = 2_000;

/** One job: how far, how fast, its result, and the way to cancel it. */
export function JobPeek({ id, onClose }: { id: string; onClose: () => void }) {
  const { jobs: texts } = useTexts(operationsTexts);
  const app = useTexts(appTexts);
  const format = useFormat();
  const now = useNow();
  const isAdmin = useMay("admin");
  const params = { path: { id } };
  const { data: job, error } = useQuery({
    queryKey: ["jobs", id],
    queryFn: () => read(api.GET("/v1/jobs/{id}", { params })),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? ASK_MS : false),
  });
  const cancel = useAction({
    run: () => read(api.POST("/v1/jobs/{id}/cancel", { params })),
    question: () => ({
      title: texts.cancelAsk,
      consequences: texts.cancelConsequences,
      action: texts.cancel,
      isDangerous: true,
    }),
    said: () => texts.cancelled,
  });
  const csv = useMutation({
    mutationFn: () => downloadCsv(id),
    onSuccess: ({ isWhole }) => isWhole || toast(texts.csvCut, { isFault: true }),
    onError: (error) => toast(error.message || app.lost.unreachable, { isFault: true }),
  });
  if (!job)
    return (
      <Peek title={texts.kind} onClose={onClose}>
        <Fault error={error} />
      </Peek>
    );
  const { perSecond, endsAt } = progressOf(job, now);
  return (
    <Peek title={kindName(texts.kinds, job.kind)} onClose={onClose}>
      <Stack gap="md">
        <Facts
          items={[
            [
              texts.state,
              <Status key="s" tone={JOB_TONES[job.state]}>
                {texts.states[job.state]}
              </Status>,
            ],
            [texts.subject, <bdi key="subject">{job.subject}</bdi>],
            [texts.progress, <JobProgress key="p" job={job} />],
            perSecond !== undefined && [
              "",
              [
                texts.rate(format.compact(perSecond)),
                endsAt !== undefined && texts.left(format.relative(endsAt, now)),
              ]
                .filter(Boolean)
                .join(" · "),
            ],
            [texts.started, <Time key="b" at={job.startedAt} />],
            job.endedAt !== null && [texts.ended, <Time key="e" at={job.endedAt} />],
            job.failure !== undefined && [texts.failure, job.failure],
          ]}
        />
        {job.state === "running" && isAdmin && (
          <Button
            variant="default"
            leftSection={<Icon name="stop" size={16} />}
            loading={cancel.isPending}
            onClick={() => cancel.ask()}
          >
            {texts.cancel}
          </Button>
        )}
        {job.kind === "backtest" && job.state === "done" && (
          <Button variant="default" loading={csv.isPending} onClick={() => csv.mutate()}>
            {texts.csv}
          </Button>
        )}
        {job.result && (
          <section>
            <Title order={3} size="h6" mb="xs">
              {texts.result}
            </Title>
            <pre className={classes.source}>{JSON.stringify(job.result, null, 2)}</pre>
          </section>
        )}
      </Stack>
    </Peek>
  );
}
