import { atPath } from "#shared/kernel/at-path.ts";
import type { Visit } from "./step.ts";

const PLACE = /\{\{\s*(contact|event)\.([A-Za-z0-9_.]{1,100})\s*\}\}/g;
/** Of one value. */
const MAX_CHARS = 500;

/** Whether a text has a place for something of the entering event. */
export const namesEvent = (text: string): boolean =>
  [...text.matchAll(PLACE)].some(([, of]) => of === "event");

/** A short text with `{{ contact.name }}` and `{{ event.name }}` filled in; what is not there is left empty. */
export function fillIn(text: string, { facts, entry, person }: Visit): string {
  const sources = {
    contact: { ...facts.attributes, ...person },
    event: entry,
  };
  return text.replace(PLACE, (_, of: "contact" | "event", name: string) => {
    const values: Record<string, unknown> = sources[of];
    const value = atPath(values, name);
    const shown = typeof value === "object" ? "" : String(value ?? "");
    return escapeForChat(shown.slice(0, MAX_CHARS));
  });
}

/** Slack reads `<…>` as links and mentions. */
const escapeForChat = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
