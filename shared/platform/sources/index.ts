export * from "./source.ts";
export * from "./source-store.ts";
