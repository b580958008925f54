export * from "./hand-over.ts";
export * from "./reconcile-at.ts";
export * from "./repair-at.ts";
export * from "./send-rate-of.ts";
export * from "./send-rate-store.ts";
