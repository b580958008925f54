export * from "./deliver.ts";
export * from "./find-message.ts";
export type { OnStatus } from "./on-status.ts";
export * from "./outcome-store.ts";
export * from "./post-message.ts";
export * from "./reconcile.ts";
export type { DeliverWorld } from "./world.ts";
