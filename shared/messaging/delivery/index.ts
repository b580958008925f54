export * from "./deliver.ts";
export { contactData, draftMail } from "./draft-mail.ts";
export * from "./find-message.ts";
export type { OnStatus } from "./on-status.ts";
export * from "./outcome-store.ts";
export * from "./post-message.ts";
export { rowToDraft } from "./prepared-message.ts";
export * from "./reconcile.ts";
export type { DeliverWorld } from "./world.ts";
