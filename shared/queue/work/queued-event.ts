import * as z from "zod/mini";

/** Something that happened to a contact, as the `work` queue carries it. */
export const QueuedEvent = z.object({
  contact: z.string(),
  id: z.string(),
  name: z.string(),
  /** When it happened (epoch milliseconds). */
  at: z.number(),
  /** Its place among what happened in that millisecond, 0 where it is left out. */
  ordinal: z.optional(z.number()),
  data: z.record(z.string(), z.unknown()),
  /** How many sequences set each other off in a row before it; absent for one that was posted. */
  hops: z.optional(z.number()),
  /** Only for the history: it starts no run and moves none. */
  backfill: z.optional(z.literal(true)),
});
export type QueuedEvent = z.infer<typeof QueuedEvent>;
