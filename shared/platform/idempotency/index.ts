export * from "./idempotent-request-store.ts";
export { type RequestSeed, seedOf } from "./request-seed.ts";
