import type { components } from "../../api/schema.d.ts";

export type MessageState = components["schemas"]["Message"]["state"];

/** In the order of a message's life, each with the tone of its sign. */
export const STATE_TONES = {
  held: "busy",
  sending: "busy",
  unknown: "warn",
  sent: "good",
  delivered: "good",
  bounced: "bad",
  complained: "bad",
  refused: "bad",
  dropped: "quiet",
} as const satisfies Record<MessageState, string>;

export const MESSAGE_STATES = Object.keys(STATE_TONES) as MessageState[];
