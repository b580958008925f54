import { atPath } from "#shared/kernel/at-path.ts";
import type { Visit } from "./step.ts";

const PLACEHOLDER = /\{\{\s*(contact|event)\.([A-Za-z0-9_.]{1,100})\s*\}\}/g;
const MAX_VALUE_CHARS = 500;

/** Whether a text uses a value of the entry event. */
export const namesEvent = (text: string): boolean =>
  [...text.matchAll(PLACEHOLDER)].some(([, source]) => source === "event");

/**
 * A short text with `{{ contact.name }}` and `{{ event.name }}` replaced; missing values become
 * empty.
 */
export function fillIn(text: string, { facts, entry, identity }: Visit): string {
  const sources = {
    contact: { ...facts.attributes, ...identity },
    event: entry,
  };
  return text.replace(PLACEHOLDER, (_, source: "contact" | "event", name: string) => {
    const values: Record<string, unknown> = sources[source];
    const value = atPath(values, name);
    const shown = typeof value === "object" ? "" : String(value ?? "");
    return escapeForChat(shown.slice(0, MAX_VALUE_CHARS));
  });
}

/** Slack reads `<…>` as links and mentions. */
const escapeForChat = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
