import * as z from "zod/mini";
import { byName, Duration } from "#shared/audience/conditions/index.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import { iso, SECOND_MS } from "#shared/kernel/time.ts";
import { Attempts, makeRequest, WebUrl } from "./make-request.ts";
import { Next } from "./names.ts";
import { defineStep, type Visit } from "./step.ts";
import { lookUp, type Value, Values } from "./values.ts";

const Path = z
  .string()
  .check(
    z.regex(/^[A-Za-z0-9_-]{1,100}(\.[A-Za-z0-9_-]{1,100}){0,9}$/, "a path such as data.score"),
  );

const Timeout = Duration.check(
  z.refine((text) => {
    const ms = parseDuration(text);
    return ms >= SECOND_MS && ms <= 30 * SECOND_MS;
  }, "between PT1S and PT30S"),
);

const Webhook = z.lazy(() =>
  z.strictObject({
    kind: z.literal("webhook"),
    url: WebUrl,
    body: z.optional(Values),
    map: z.optional(byName(Path, 20, "attributes")),
    timeout: z._default(Timeout, "PT10S"),
    attempts: Attempts,
    next: Next,
    otherwise: z.optional(Next),
  }),
);

export const webhook = defineStep({
  kind: "webhook",
  summary: "Posts to another system, signed, and may store parts of the answer as attributes.",
  schema: Webhook,
  waits: true,
  exits: ({ next, otherwise }) => (otherwise === undefined ? [next] : [next, otherwise]),
  quickExits: ({ next, otherwise }) => (otherwise === undefined ? [next] : [next, otherwise]),
  values: ({ body = {} }) => body,
  readsEntry: () => true,
  visit: (step, visit) =>
    makeRequest(step, visit, {
      body: JSON.stringify(payloadOf(step.body ?? {}, visit)),
      timeoutMs: parseDuration(step.timeout),
      ...(step.map && { map: step.map }),
    }),
});

/** The payload that Standard Webhooks recommends: type, timestamp, data. */
function payloadOf(values: Record<string, Value>, visit: Visit) {
  const { run, entry, facts, identity } = visit;
  return {
    type: "sequence.step",
    timestamp: iso(run.arrivedAt),
    data: {
      sequence: run.sequence,
      version: run.version,
      step: run.step,
      run: run.run,
      contact: { ...identity, attributes: facts.attributes },
      event: { name: run.entry.event, data: entry },
      // Retries must send the same values, so the clock is the arrival time.
      ...lookUp(values, { ...visit, asOf: run.arrivedAt }),
    },
  };
}
