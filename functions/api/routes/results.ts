import { Results, readResults } from "#shared/automation/results/index.ts";
import { ok } from "#shared/http/index.ts";
import { route } from "./route.ts";
import { knownName } from "./schemas.ts";

export const results = [
  route({
    method: "GET",
    path: "/v1/sequences/{id}/results",
    scope: "read",
    summary: "Results of a sequence's goal, holdout and experiments",
    response: Results,
    handle: async (world, { params }) =>
      ok(await readResults(world, knownName(params.id), world.clock.now())),
  }),
];
