export * from "./idempotent-request-store.ts";
export * from "./key-store.ts";
export * from "./keys.ts";
