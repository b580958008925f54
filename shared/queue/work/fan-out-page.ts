import * as z from "zod/mini";

const Page = z.object({
  kind: z.string(),
  input: z.looseObject({}) as z.ZodMiniType<object>,
  shard: z.int(),
  after: z.optional(z.string()),
});
/** A page of untracked work over many: behind `after`, where it is not the first of its shard. */
export type FanOutPage = z.infer<typeof Page>;

export const FanOutPageMessage = z.object({ fanOut: Page });

/** The message that works on a page and hands over the next. */
export const fanOutPage = (fanOut: FanOutPage): z.infer<typeof FanOutPageMessage> => ({ fanOut });
