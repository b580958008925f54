export { commit } from "./commit.ts";
export { loadWholeContact } from "./load-whole-contact.ts";
export { planOnDemand } from "./plan-on-demand.ts";
export { readFacts } from "./read-facts.ts";
export { removeRuns } from "./remove-runs.ts";
export type { RunsWorld } from "./runs-world.ts";
