import * as z from "zod/mini";

/**
 * A page of a job: behind `after`, where it is not the first of its shard. Without a shard, the
 * first page of each is meant.
 */
const Page = z.object({
  id: z.string(),
  shard: z.optional(z.int()),
  after: z.optional(z.string()),
});
export type JobPage = z.infer<typeof Page>;

export const JobPageMessage = z.object({ job: Page });

/** The message that works off a page of a job and goes on with the next. */
export const jobPage = (job: JobPage): z.infer<typeof JobPageMessage> => ({ job });
