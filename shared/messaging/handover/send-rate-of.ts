import type { MessageClass } from "#shared/messaging/messages/index.ts";

export type DeliverSendRate = "deliver" | "deliver-now";

/** Transactional mail passes the backlog, also when it comes back. */
export const sendRateOf = (kind: MessageClass): DeliverSendRate =>
  kind === "transactional" ? "deliver-now" : "deliver";
