export * from "./partition-store.ts";
