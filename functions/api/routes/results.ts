import * as z from "zod/mini";
import { ok } from "#shared/http/index.ts";
import { readResults } from "#shared/sequences/index.ts";
import { route } from "./route.ts";
import { knownName } from "./schemas.ts";

const rates = () => ({
  rate: z.nullable(z.number()),
  interval: z.nullable(z.tuple([z.number(), z.number()])),
});
const Arm = z.lazy(() =>
  z.object({
    runs: z.int(),
    open: z.int(),
    reached: z.int(),
    value: z.number(),
    ...rates(),
  }),
);
const Counted = z.lazy(() => z.object({ runs: z.int(), reached: z.int() }));
const Goal = z.lazy(() =>
  z.object({
    event: z.string(),
    within: z.string(),
    valueField: z.nullable(z.string()),
    through: Arm,
    holdout: z.nullable(Arm),
    difference: z.nullable(
      z.object({
        through: Counted,
        holdout: Counted,
        rate: z.number(),
        interval: z.tuple([z.number(), z.number()]),
      }),
    ),
  }),
);
const Experiment = z.lazy(() =>
  z.object({
    step: z.string(),
    event: z.string(),
    within: z.string(),
    sample: z.int(),
    state: z.enum(["running", "decided"]),
    winner: z.nullable(z.string()),
    decidedAt: z.nullable(z.string()),
    variants: z.array(
      z.object({
        name: z.string(),
        people: z.int(),
        hits: z.int(),
        counted: z.object({ people: z.int(), hits: z.int() }),
        ...rates(),
      }),
    ),
  }),
);
const Results = z.lazy(() =>
  z.object({
    id: z.string(),
    version: z.int(),
    goal: z.nullable(Goal),
    experiments: z.array(Experiment),
  }),
);

export const results = [
  route({
    method: "GET",
    path: "/v1/sequences/{id}/results",
    scope: "read",
    summary: "What the goal, the holdout and the experiments of a sequence have come to",
    response: Results,
    handle: async (world, { params }) =>
      ok(await readResults(world, knownName(params.id), world.clock.now())),
  }),
];
