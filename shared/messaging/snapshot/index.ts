export * from "./outbox.ts";
export * from "./snapshot-store.ts";
