export * from "./advance.ts";
export { endRun } from "./arrive.ts";
export { type Asked, askedAt, askedFirst } from "./asked-at.ts";
export { catchUp } from "./catch-up.ts";
export { countStarted, goalRow, HOLDOUT, THROUGH } from "./conversions.ts";
export { followVersion } from "./follow-version.ts";
export * from "./start-run.ts";
