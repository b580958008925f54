export * from "./activity-store.ts";
