import * as z from "zod/mini";

/**
 * What `work` takes when it is due (`at`: epoch milliseconds), by name only: the row it names says
 * whether it still is.
 */
export const WorkReference = /* @__PURE__ */ z.discriminatedUnion("kind", [
  /**
   * A run's next step. Its entry key stays out: that may be an address, and a pack outlives an
   * erasure.
   */
  z.object({
    kind: z.literal("run"),
    contact: z.string(),
    sequence: z.string(),
    at: z.number(),
  }),
  /** A mail that may go from that instant on. */
  z.object({
    kind: z.literal("mail"),
    message: z.string(),
    queue: z.enum(["deliver", "deliver-now"]),
    at: z.number(),
  }),
  /** A contact that changes by itself: a segment, a date. */
  z.object({ kind: z.literal("person"), contact: z.string(), at: z.number() }),
  /** The schedule of a sequence. */
  z.object({ kind: z.literal("schedule"), sequence: z.string(), at: z.number() }),
  /** The wheel itself is to be looked through for contacts that were erased. */
  z.object({ kind: z.literal("forget"), at: z.number() }),
]);
export type WorkReference = z.infer<typeof WorkReference>;

/** What `feedback` takes when it is due: a mail whose fate is to be looked at, for the nth time. */
export const ReconcileReference = z.object({
  kind: z.literal("look"),
  message: z.string(),
  at: z.number(),
  look: z.int(),
});
export type ReconcileReference = z.infer<typeof ReconcileReference>;

export type Reference = WorkReference | ReconcileReference;
