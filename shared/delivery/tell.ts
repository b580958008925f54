import type { Message } from "#shared/people/index.ts";

/**
 * Told of each state in which a mail was left, once that is written, and of each that its broken
 * template holds: for figures and logs, for nothing depends on it.
 */
export type Tell = (status: Message["status"] | "broken", id: string) => void;
