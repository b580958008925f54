import * as z from "zod/mini";

/** A contact's event, as queued on `work`. */
export const QueuedEvent = z.object({
  contact: z.string(),
  id: z.string(),
  name: z.string(),
  /** When it happened (epoch milliseconds). */
  at: z.number(),
  /** Its order within the millisecond, default 0. */
  ordinal: z.optional(z.number()),
  data: z.record(z.string(), z.unknown()),
  /**
   * Cascade count: how many sequences triggered each other before it; absent for a posted event.
   */
  cascade: z.optional(z.number()),
  /** History only: it starts and moves no run. */
  backfill: z.optional(z.literal(true)),
});
export type QueuedEvent = z.infer<typeof QueuedEvent>;
