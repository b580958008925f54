export { listSuppressions } from "./list-suppressions.ts";
export * from "./suppression-store.ts";
