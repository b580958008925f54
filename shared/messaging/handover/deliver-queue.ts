import type { MessageClass } from "#shared/messaging/messages/index.ts";

export type DeliverQueue = "deliver" | "deliver-now";

/** Transactional mail overtakes the backlog, also on a retry. */
export const deliverQueueOf = (kind: MessageClass): DeliverQueue =>
  kind === "transactional" ? "deliver-now" : "deliver";
