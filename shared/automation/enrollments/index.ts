export * from "./contact-snapshot-store.ts";
export { KEPT_ENDED, mayHaveMoved } from "./ended-run.ts";
export * from "./ended-run-store.ts";
export * from "./enrollment.ts";
export { putEnrollment, readEnrollments, readRuns } from "./enrollment-store.ts";
export { type HistoryWindow, MAX_WINDOW_ROWS, readHistoryWindow } from "./history-window-store.ts";
export {
  type Decision,
  type DecisionName,
  keepVersion,
  newEntries,
  readTrail,
  recordDecision,
  type TrailEntry,
} from "./trail.ts";
