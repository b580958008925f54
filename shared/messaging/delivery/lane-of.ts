import type { MessageClass } from "#shared/messaging/messages/index.ts";

export type DeliverLane = "deliver" | "deliver-now";

/** Transactional mail passes the backlog, also when it comes back. */
export const laneOf = (kind: MessageClass): DeliverLane =>
  kind === "transactional" ? "deliver-now" : "deliver";
