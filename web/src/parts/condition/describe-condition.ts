import { describeRule } from "./describe-rule.ts";
import { MODES, type Mode } from "./model.ts";
import type { Words } from "./words.ts";

/** Deeper nesting has no readers: the sentence says that there is more. */
const MAX_DEPTH = 8;

/**
 * A condition in words, as one sentence without its full stop: `plan is “pro” and “ordered”
 * happened at least 2 times`. Whatever it does not know it shows as JSON.
 */
export function describeCondition(condition: unknown, words: Words, depth = 0): string {
  const group = groupOf(condition);
  if (!group) return describeRule(condition, words);
  if (depth >= MAX_DEPTH) return words.more;
  const parts = group.list.map((part) => {
    const text = describeCondition(part, words, depth + 1);
    return needsBrackets(part, group.mode) ? `(${text})` : text;
  });
  return words.join[group.mode](parts);
}

function groupOf(value: unknown): { mode: Mode; list: unknown[] } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  for (const mode of MODES) {
    const list = (value as Record<string, unknown>)[mode];
    if (Array.isArray(list) && list.length > 0) return { mode, list };
  }
  return undefined;
}

/** "a and b or c" could be read in two ways; a group of one reads as its part, unless it denies. */
function needsBrackets(part: unknown, around: Mode): boolean {
  const group = groupOf(part);
  if (!group) return false;
  if (group.list.length > 1) return group.mode !== around || around === "none";
  return group.mode === "none" || needsBrackets(group.list[0], around);
}
