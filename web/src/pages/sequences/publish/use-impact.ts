import { useQuery } from "@tanstack/react-query";
import { api, read, type Schemas } from "../../../api/client.ts";
import { useJob } from "../../../parts/job/use-job.ts";
import type { choicesOf, ImpactGroup } from "./migrations.ts";

type Found = { groups: ImpactGroup[]; more: number };
export type FoundImpact = {
  data: Found | undefined;
  /** Many contacts are compared by a job. */
  job: Schemas["Job"] | undefined;
  error: Error | null;
  retry: () => void;
};

type Choices = ReturnType<typeof choicesOf>;

/**
 * What the saved draft would mean for the runs inside, as if all moved or under choices; asked once
 * for each version of the draft.
 */
export function useImpact(
  id: string,
  etag: string | undefined,
  isNeeded: boolean,
  choices?: Choices,
): FoundImpact {
  const first = useQuery({
    queryKey: ["impact", id, etag, choices],
    enabled: isNeeded && etag !== undefined,
    staleTime: 60_000,
    queryFn: () =>
      read(
        api.POST("/v1/sequences/{id}/impact", {
          params: { path: { id } },
          ...(choices && { body: { choices } }),
        }),
      ),
  });
  const started = first.data?.job;
  const followed = useJob(started?.id);
  const job = followed.job ?? started;
  const retry = () => void first.refetch();
  const error = first.error ?? followed.error;
  if (!isNeeded) return { data: { groups: [], more: 0 }, job: undefined, error: null, retry };
  if (started) return { data: job?.result as Found | undefined, job, error, retry };
  const { groups = [], more = 0 } = first.data ?? {};
  return { data: first.data && { groups, more }, job: undefined, error, retry };
}
