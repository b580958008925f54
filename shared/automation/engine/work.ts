import * as z from "zod/mini";
import { IncomingEvent, OwnEvent } from "#shared/audience/intake/index.ts";
import { Asker } from "#shared/automation/requests/index.ts";

const Reference = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("run"),
    contact: z.string(),
    sequence: z.string(),
    at: z.number(),
  }),
  z.object({
    kind: z.literal("mail"),
    message: z.string(),
    lane: z.enum(["deliver", "deliver-now"]),
    at: z.number(),
  }),
  z.object({ kind: z.literal("person"), contact: z.string(), at: z.number() }),
  z.object({ kind: z.literal("schedule"), sequence: z.string(), at: z.number() }),
  z.object({ kind: z.literal("forget"), at: z.number() }),
]);

const Attribute = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

const Answer = z.object({
  asker: Asker,
  attempt: z.number(),
  outcome: z.enum(["ok", "retry", "refused"]),
  status: z.string(),
  attributes: z.optional(z.record(z.string(), Attribute)),
});

const Followed = z.object({
  contact: z.string(),
  sequence: z.string(),
  entryKey: z.string(),
  version: z.int(),
});

const JobPage = z.object({
  id: z.string(),
  shard: z.optional(z.int()),
  after: z.optional(z.string()),
});

const FanOutPage = z.object({
  kind: z.string(),
  input: z.looseObject({}),
  shard: z.int(),
  after: z.optional(z.string()),
});

/**
 * What the `work` queue carries: an event (from outside, or our own), due references, the answer to
 * a request of a step, a contact to evaluate, a page of bulk work, a run that an edit is about, a contact that
 * is to leave a sequence, an erasure.
 */
export const WorkBody = z.union([
  IncomingEvent,
  OwnEvent,
  z.object({ due: z.array(Reference) }),
  z.object({ answered: Answer }),
  z.object({ touched: z.string() }),
  z.object({
    removed: z.object({
      contact: z.string(),
      sequence: z.string(),
      entryKey: z.optional(z.string()),
    }),
  }),
  z.object({ erased: z.string() }),
  z.object({ followed: Followed }),
  z.object({ job: JobPage }),
  z.object({ fanOut: FanOutPage }),
]);
export type Work = z.infer<typeof WorkBody>;
