export * from "./bounce.ts";
export * from "./deliver.ts";
export * from "./hand-over.ts";
export * from "./lane.ts";
export * from "./look.ts";
export * from "./may-mail.ts";
export * from "./outcome.ts";
export type { DeliverWorld } from "./world.ts";
