import type { Schemas } from "../../api/client.ts";

type Job = Pick<Schemas["Job"], "state" | "progress" | "startedAt" | "endedAt">;

/** Below this a rate says nothing. */
const MIN_MS = 2_000;

/** How far a job is, how fast it goes, and when it ends if it goes on like this. */
export function progressOf(job: Job, now: number) {
  const { seen, of } = job.progress;
  const startedAt = Date.parse(job.startedAt);
  const until = job.endedAt === null ? now : Date.parse(job.endedAt);
  const tookMs = until - startedAt;
  const share = of === undefined || of === 0 ? undefined : Math.min(1, seen / of);
  const perSecond = tookMs >= MIN_MS && seen > 0 ? (seen / tookMs) * 1_000 : undefined;
  const isRunning = job.state === "running";
  const endsAt =
    isRunning && perSecond !== undefined && of !== undefined && of > seen
      ? now + ((of - seen) / perSecond) * 1_000
      : undefined;
  return { seen, of, share, perSecond, endsAt };
}
