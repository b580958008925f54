export * from "./idempotent-request-store.ts";
