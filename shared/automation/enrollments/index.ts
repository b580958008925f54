export { KEPT_ENDED, mayHaveMoved } from "./ended-run.ts";
export * from "./ended-run-store.ts";
export * from "./enrollment.ts";
export * from "./enrollment-store.ts";
export { MAX_PAST_ROWS, type Past, readPast } from "./history-window.ts";
export * from "./person-store.ts";
export { type Decision, keepVersion, type Noted, noteDecision, readTrail } from "./trail.ts";
