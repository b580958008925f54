export * from "./class-mismatch.ts";
export * from "./template-store.ts";
