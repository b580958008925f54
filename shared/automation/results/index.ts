export { wilsonInterval } from "./confidence-interval.ts";
export { countErrors } from "./count-errors.ts";
export { countPasses } from "./pass-store.ts";
export { readDayMetrics } from "./read-day-metrics.ts";
export { readResults } from "./read-results.ts";
export { readStepCounts } from "./read-step-counts.ts";
export { Results } from "./results-schema.ts";
export { summarizeSequence } from "./summarize-sequence.ts";
export * from "./tally-store.ts";
