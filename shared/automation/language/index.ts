export { Choice, Choices, faultsOf } from "./choice.ts";
export * from "./definition.ts";
export { enrollsIn, isOpenByHand } from "./enrolls.ts";
export { entryKeyOf, keyOf, noKey, whyNoKey } from "./entry-key.ts";
export { reachFrom, waysOf } from "./graph.ts";
export { liveSequenceOf } from "./live-sequence-of.ts";
export { nextRuns } from "./next-runs.ts";
export * from "./program.ts";
export { templatesIn, templatesOf } from "./templates-of.ts";
