import * as z from "zod/mini";

const Event = z.object({
  contact: z.string(),
  id: z.string(),
  name: z.string(),
  at: z.number(),
  data: z.record(z.string(), z.unknown()),
});

const Reference = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("run"),
    contact: z.string(),
    sequence: z.string(),
    entryKey: z.string(),
    at: z.number(),
  }),
  z.object({
    kind: z.literal("mail"),
    message: z.string(),
    lane: z.enum(["deliver", "deliver-now"]),
    at: z.number(),
  }),
]);

/** What the `work` queue carries: an event, due references, a page of a walk through a sequence's people, an erasure. */
export const WorkBody = z.union([
  z.object({ event: Event }),
  z.object({ due: z.array(Reference) }),
  z.object({ erased: z.string() }),
  z.object({
    walk: z.object({ sequence: z.string(), shard: z.int(), after: z.optional(z.string()) }),
  }),
]);
export type Work = z.infer<typeof WorkBody>;
