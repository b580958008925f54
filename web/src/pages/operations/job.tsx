import { Stack, Title } from "@mantine/core";
import { useNow } from "../../api/now.ts";
import { Facts } from "../../parts/facts.tsx";
import { Fault } from "../../parts/fault.tsx";
import { CancelJob } from "../../parts/job/cancel-job.tsx";
import { CsvButton } from "../../parts/job/csv-button.tsx";
import { JOB_TONES, type Job, kindName } from "../../parts/job/job.ts";
import { JobProgress } from "../../parts/job/job-progress.tsx";
import { jobTexts } from "../../parts/job/texts.ts";
import { useJob } from "../../parts/job/use-job.ts";
import { Peek } from "../../parts/peek.tsx";
import { Status } from "../../parts/status.tsx";
import { Time } from "../../parts/time.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import classes from "./operations.module.css";

/** Below this a rate says nothing. */
const MIN_MS = 2_000;

/** How fast a job goes, or went, and when it ends if it goes on like this. */
function useRate({ startedAt, endedAt, progress: { seen, secondsLeft } }: Job): string {
  const texts = useTexts(jobTexts);
  const format = useFormat();
  const now = useNow();
  const tookMs = (endedAt === null ? now : Date.parse(endedAt)) - Date.parse(startedAt);
  const perSecond = tookMs < MIN_MS ? 0 : (seen / tookMs) * 1_000;
  return [
    perSecond > 0 && texts.rate(format.compact(perSecond)),
    secondsLeft !== undefined && texts.left(format.relative(now + secondsLeft * 1_000, now)),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** One job: how far, how fast, its result, and the way to cancel it. */
export function JobPeek({ id, onClose }: { id: string; onClose: () => void }) {
  const texts = useTexts(jobTexts);
  const { job, error } = useJob(id);
  return (
    <Peek title={job ? kindName(texts.kinds, job.kind) : texts.kind} onClose={onClose}>
      {job ? <Shown job={job} /> : <Fault error={error} />}
    </Peek>
  );
}

function Shown({ job }: { job: Job }) {
  const texts = useTexts(jobTexts);
  const rate = useRate(job);
  const { id, kind, state, subject, startedAt, endedAt, failure, result } = job;
  return (
    <Stack gap="md" align="flex-start">
      <Facts
        items={[
          [
            texts.state,
            <Status key="state" tone={JOB_TONES[state]}>
              {texts.states[state]}
            </Status>,
          ],
          [texts.subject, subject],
          [texts.progress, <JobProgress key="progress" job={job} />],
          rate !== "" && ["", rate],
          [texts.started, <Time key="started" at={startedAt} />],
          endedAt !== null && [texts.ended, <Time key="ended" at={endedAt} />],
          failure !== undefined && [texts.failure, failure],
        ]}
      />
      {state === "running" && <CancelJob id={id} />}
      {kind === "backtest" && state === "done" && <CsvButton id={id} />}
      {result && (
        <section>
          <Title order={3} size="h6" mb="xs">
            {texts.result}
          </Title>
          <pre className={classes.source}>{JSON.stringify(result, null, 2)}</pre>
        </section>
      )}
    </Stack>
  );
}
