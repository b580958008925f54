export { react, type WorkMessage } from "./react.ts";
export { type Removal, removeRuns } from "./remove-runs.ts";
export type { RunsWorld } from "./runs-world.ts";
export { whyInSegment } from "./why-in-segment.ts";
export type { Walk } from "./work.ts";
