import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { useTexts } from "../../text/catalogue.ts";
import type { Job } from "./job.ts";
import { jobTexts } from "./texts.ts";

/** A running job changes no topic: it is asked for so often. */
const ASK_MS = 1_000;

/** A job, followed to its end; `error` also tells why it did not reach it. */
export function useJob(id: string | undefined) {
  const { stopped } = useTexts(jobTexts);
  const query = useQuery({
    queryKey: ["jobs", id],
    enabled: id !== undefined,
    queryFn: () =>
      read(api.GET("/v1/jobs/{id}", { params: { path: { id: id! } } })) as Promise<Job>,
    refetchInterval: ({ state: { data, status } }) =>
      (data ? data.state === "running" : status === "pending") && ASK_MS,
  });
  const job = query.data;
  const isStopped = job?.state === "failed" || job?.state === "cancelled";
  const error = query.error ?? (isStopped ? new Error(job.failure ?? stopped) : null);
  return { job, error, isRunning: id !== undefined && (!job || job.state === "running") };
}
