import * as z from "zod/mini";

/** Made at once, so that the slowest of them bounds the invocation. */
export const MAX_REQUESTS = 25;
/** The longest that a step may wait for an answer. */
const MAX_TIMEOUT_MS = 30_000;

export const Asker = z.object({
  contact: z.string(),
  sequence: z.string(),
  entryKey: z.string(),
  run: z.string(),
  step: z.string(),
  visit: z.number(),
});

const Request = z.object({
  id: z.string(),
  url: z.string(),
  body: z.string(),
  timeoutMs: z.number().check(z.gte(1), z.lte(MAX_TIMEOUT_MS)),
  attempt: z.number(),
  asker: Asker,
  map: z.optional(z.record(z.string(), z.string())),
});

/** What `call` is invoked with. */
export const CallBody = z.object({
  requests: z.array(Request).check(z.maxLength(MAX_REQUESTS)),
});
