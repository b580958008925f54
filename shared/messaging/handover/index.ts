export * from "./deliver-queue.ts";
export * from "./handover.ts";
export * from "./reconcile-at.ts";
export * from "./repair-at.ts";
export * from "./send-rate-store.ts";
