export * from "./may-mail.ts";
export { orderPause } from "./order.ts";
export { readRecipient } from "./recipient.ts";
export { runOf, type SendCandidate } from "./send-candidate.ts";
