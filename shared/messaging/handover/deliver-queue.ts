import type { MessageClass } from "#shared/messaging/messages/index.ts";

export type DeliverQueue = "deliver" | "deliver-now";

/** Transactional mail passes the backlog, also when it comes back. */
export const deliverQueueOf = (kind: MessageClass): DeliverQueue =>
  kind === "transactional" ? "deliver-now" : "deliver";
