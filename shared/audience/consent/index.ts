export * from "./suppression-store.ts";
