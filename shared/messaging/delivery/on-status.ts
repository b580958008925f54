import type { Message } from "#shared/messaging/messages/index.ts";

/**
 * Called after a mail's status is written, and when a mail is held for its broken template or
 * rejected by the provider. For metrics and logs only: nothing depends on it.
 */
export type OnStatus = (status: Message["status"] | "broken" | "turned-away", id: string) => void;
