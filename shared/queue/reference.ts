import * as z from "zod/mini";

/**
 * Due work (`at`: epoch milliseconds), by name only: the row it names says whether it is still due.
 */
export const WorkReference = /* @__PURE__ */ z.discriminatedUnion("kind", [
  /**
   * A run's next step. Without the entry key, which may be an address, while a pack may outlive an
   * erasure.
   */
  z.object({
    kind: z.literal("run"),
    contact: z.string(),
    sequence: z.string(),
    at: z.number(),
  }),
  /** A message that may be sent from then on. */
  z.object({
    kind: z.literal("mail"),
    message: z.string(),
    queue: z.enum(["deliver", "deliver-now"]),
    at: z.number(),
  }),
  /** A contact with a segment or date that changes by itself. */
  z.object({ kind: z.literal("contact"), contact: z.string(), at: z.number() }),
  /** The schedule of a sequence. */
  z.object({ kind: z.literal("schedule"), sequence: z.string(), at: z.number() }),
  /** Scan the wheel for erased contacts. */
  z.object({ kind: z.literal("forget"), at: z.number() }),
]);
export type WorkReference = z.infer<typeof WorkReference>;

/** Due work of `feedback`: reconcile a message for the nth time. */
export const ReconcileReference = z.object({
  kind: z.literal("reconcile"),
  message: z.string(),
  at: z.number(),
  attempt: z.int(),
});
export type ReconcileReference = z.infer<typeof ReconcileReference>;

export type Reference = WorkReference | ReconcileReference;
