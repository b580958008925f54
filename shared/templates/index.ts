export * from "./template-store.ts";
