import * as z from "zod/mini";

const Page = z.object({
  kind: z.string(),
  input: z.looseObject({}) as z.ZodMiniType<object>,
  shard: z.int(),
  after: z.optional(z.string()),
});
/** A page of an untracked fan-out, after `after` unless it is its shard's first. */
export type FanOutPage = z.infer<typeof Page>;

export const FanOutPageMessage = z.object({ fanOut: Page });

export const fanOutPage = (fanOut: FanOutPage): z.infer<typeof FanOutPageMessage> => ({ fanOut });
