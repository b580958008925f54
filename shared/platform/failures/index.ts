export * from "./failure-store.ts";
