export * from "./key-store.ts";
export * from "./keys.ts";
