export * from "./advance.ts";
export { endRun } from "./arrive.ts";
export { catchUp } from "./catch-up.ts";
export { countStarted, goalRow, HOLDOUT, THROUGH } from "./conversions.ts";
export { type EventsRead, eventsReadAt, eventsReadAtStart } from "./events-read.ts";
export { followVersion } from "./follow-version.ts";
export * from "./start-run.ts";
