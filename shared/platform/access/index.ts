export * from "./key-store.ts";
export * from "./keyed-request-store.ts";
export * from "./keys.ts";
