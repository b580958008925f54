export { listSuppressions, type SuppressedAddress } from "./list-suppressions.ts";
export * from "./suppression-store.ts";
