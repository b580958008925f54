import type { Message } from "#shared/messaging/messages/index.ts";

/**
 * Told of each state in which a mail was left, once that is written, of each that its broken
 * template holds, and of each that the provider turns away: for figures and logs, for nothing
 * depends on it.
 */
export type OnStatus = (status: Message["status"] | "broken" | "turned-away", id: string) => void;
