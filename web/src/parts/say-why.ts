import type { texts as en } from "../text/en/decisions.ts";
import type { Like } from "../text/like.ts";
import { textOf } from "../text/text-of.ts";

type DecisionTexts = Like<typeof en>;

/** Reasons with a number or name in them, and what says them. */
const PATTERNS = [
  [/^case (\d+)$/, "case"],
  [/^way (\d+)$/, "way"],
  [/^attempt (\d+)$/, "attempt"],
  [/^from (\S+) of version (\d+)$/, "moved"],
  [/^(.+) has won$/s, "won"],
  [/^more than (\d+) visits$/, "visits"],
  [/^(\d+) sequences in a row/, "cascade"],
  [/^under way (\d+) times already$/, "inside"],
] as const satisfies [RegExp, keyof DecisionTexts][];

/** The reason of a decision in the viewer's words; what a definition or an event names stays. */
export function sayWhy(reason: string, texts: DecisionTexts): string {
  const fixed = textOf(texts.reasons, reason);
  if (fixed !== undefined) return fixed;
  for (const [pattern, key] of PATTERNS) {
    const [, ...parts] = pattern.exec(reason) ?? [];
    if (parts.length > 0) return (texts[key] as (...parts: string[]) => string)(...parts);
  }
  return reason.replace(/[a-z]+\.[a-z]+/g, (name) => textOf(texts.events, name) ?? name);
}

/** What a decision saw: `plan=null` is said as "no plan". */
export function saySaw(saw: string, texts: DecisionTexts): string {
  const [, name, value] = /^([^=\s]+)=(.*)$/s.exec(saw) ?? [];
  if (name === undefined || value === undefined) return saw;
  return value === "null" || value === "undefined" ? texts.unknown(name) : texts.known(name, value);
}
