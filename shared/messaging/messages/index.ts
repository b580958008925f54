export { isBadAddress, isSenderFault } from "./classify-bounce.ts";
export * from "./message.ts";
export * from "./message-events.ts";
export * from "./message-store.ts";
