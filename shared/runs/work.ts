import * as z from "zod/mini";
import { IncomingEvent, OwnEvent } from "#shared/intake/index.ts";
import { Asker } from "#shared/requests/index.ts";

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

/** A page of a walk over people: of all, of a segment's or of those inside a sequence; and what is done with each. */
const Walk = z.object({
  over: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("people") }),
    z.object({ kind: z.literal("segment"), id: z.string() }),
    z.object({ kind: z.literal("sequence"), id: z.string() }),
  ]),
  shard: z.int(),
  after: z.optional(z.string()),
  task: z.discriminatedUnion("do", [
    z.object({ do: z.literal("look") }),
    z.object({ do: z.literal("touch") }),
    z.object({ do: z.literal("enter"), sequence: z.string(), at: z.number() }),
    z.object({
      do: z.literal("enroll"),
      sequence: z.string(),
      id: z.string(),
      at: z.number(),
      data: z.record(z.string(), z.unknown()),
      includeExisting: z.boolean(),
    }),
    z.object({ do: z.literal("remove"), sequence: z.string() }),
  ]),
});
export type Walk = z.infer<typeof Walk>;

const Followed = z.object({
  contact: z.string(),
  sequence: z.string(),
  entryKey: z.string(),
  version: z.int(),
});

const JobPage = z.object({ id: z.string(), shard: z.int(), after: z.optional(z.string()) });

/**
 * What the `work` queue carries: an event (from outside, or our own), due references, the answer to
 * a request of a step, a person to look at, a page of a walk over people or of a job, a run that an
 * edit is about, somebody who is to leave a sequence, an erasure.
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
  z.object({ forget: z.object({ upTo: z.number(), after: z.optional(z.string()) }) }),
  z.object({ walk: Walk }),
  z.object({ followed: Followed }),
  z.object({ job: JobPage }),
]);
export type Work = z.infer<typeof WorkBody>;
