export * from "./definition.ts";
export { enrollTargets, hasApiTrigger } from "./enrolls.ts";
export { entryKeyOf, keyOf, missingKey, whyKeyMissing } from "./entry-key.ts";
export { branchesOf, reachFrom } from "./graph.ts";
export { liveSequenceOf } from "./live-sequence-of.ts";
export { faultsOf, Migration, Migrations } from "./migration.ts";
export { nextRuns } from "./next-runs.ts";
export * from "./program.ts";
export { templatesIn, templatesOf } from "./templates-of.ts";
