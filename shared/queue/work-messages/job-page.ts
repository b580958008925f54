import * as z from "zod/mini";

/**
 * A page of a job, after `after` unless it is its shard's first. Without a shard: the first page of
 * each.
 */
const Page = z.object({
  id: z.string(),
  shard: z.optional(z.int()),
  after: z.optional(z.string()),
});
export type JobPage = z.infer<typeof Page>;

export const JobPageMessage = z.object({ job: Page });

export const jobPage = (job: JobPage): z.infer<typeof JobPageMessage> => ({ job });
