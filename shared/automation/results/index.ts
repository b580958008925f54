export { wilsonInterval } from "./confidence-interval.ts";
export { readResults } from "./read-results.ts";
export { Results } from "./results-schema.ts";
export * from "./tally-store.ts";
