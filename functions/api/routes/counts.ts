import * as z from "zod/mini";
import { readStepCounts } from "#shared/automation/results/index.ts";
import { ok } from "#shared/http/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { DAY_MS, dayOf } from "#shared/kernel/time.ts";
import { route } from "./route.ts";
import { knownName } from "./schemas.ts";

/** A year and a month: each day is a row. */
const MAX_DAYS = 400;
const USUAL_DAYS = 30;

/** UTC days, both included; by default the last thirty. */
const Span = z.lazy(() =>
  z.strictObject({
    version: z.optional(z.coerce.number().check(z.int(), z.gte(1))),
    from: z.optional(z.iso.date()),
    until: z.optional(z.iso.date()),
  }),
);
const StepCount = z.lazy(() =>
  z.object({
    step: z.string(),
    path: z.string(),
    here: z.int(),
    entered: z.int(),
    passed: z.int(),
    failed: z.int(),
    skipped: z.int(),
    exits: z.record(z.string(), z.int()),
  }),
);
const Counts = z.lazy(() =>
  z.object({
    from: z.string(),
    until: z.string(),
    steps: z.array(StepCount),
    edges: z.array(
      z.object({
        from: z.nullable(z.string()),
        to: z.nullable(z.string()),
        passed: z.int(),
      }),
    ),
    days: z.array(
      z.object({
        day: z.string(),
        entered: z.int(),
        completed: z.int(),
        exited: z.int(),
        mails: z.int(),
      }),
    ),
  }),
);
z.globalRegistry.add(Counts, { id: "StepCounts" });

export function spanOf(
  given: { from?: string | undefined; until?: string | undefined },
  now: number,
) {
  const until = given.until ?? dayOf(now);
  const from = given.from ?? dayOf(Math.max(0, Date.parse(until) - (USUAL_DAYS - 1) * DAY_MS));
  const days = (Date.parse(until) - Date.parse(from)) / DAY_MS;
  if (days >= 0 && days < MAX_DAYS) return { from, until };
  const message =
    days < 0
      ? "begins after `until`: give an earlier day"
      : `at most ${MAX_DAYS} days are counted: begin later, or end earlier`;
  throw new InvalidInput("the query is not valid", [{ path: "/from", message }]);
}

export const counts = [
  route({
    method: "GET",
    path: "/v1/sequences/{id}/counts",
    scope: "read",
    summary: "How many runs are at each step, and what they did there on these days; an estimate",
    query: Span,
    response: Counts,
    handle: async (world, { params, query }) => {
      const span = spanOf(query, world.clock.now());
      const found = await readStepCounts(world, knownName(params.id), {
        ...span,
        version: query.version,
      });
      return ok({ ...span, ...found });
    },
  }),
];
