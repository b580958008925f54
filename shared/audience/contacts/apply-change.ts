import type { Attribute } from "#shared/audience/profiles/index.ts";
import { fitsAttribute } from "#shared/audience/profiles/index.ts";

/** How an attribute's value goes on from what it is. */
export type ValueChange = { how: "add" | "append" | "remove"; operand: Attribute };

/**
 * What a value becomes; nothing is 0, and an empty list. What can not be changed so stays as it is:
 * a text is no number, and no list grows beyond what an attribute holds. An entry is in a list
 * once.
 */
export function applyChange(before: Attribute, { how, operand }: ValueChange): Attribute {
  if (how === "add") return add(before, operand);
  const entries = Array.isArray(operand)
    ? operand
    : [operand].filter((one) => typeof one === "string");
  if (how === "remove") {
    if (Array.isArray(before)) return before.filter((one) => !entries.includes(one));
    return typeof before === "string" && entries.includes(before) ? null : before;
  }
  const list = typeof before === "string" ? [before] : (before ?? []);
  const fresh = Array.isArray(list)
    ? [...new Set(entries)].filter((one) => !list.includes(one))
    : [];
  if (fresh.length === 0 || !Array.isArray(list)) return before;
  const longer = [...list, ...fresh];
  return fitsAttribute(longer) ? longer : before;
}

function add(before: Attribute, amount: Attribute): Attribute {
  if (typeof amount !== "number" || (before !== null && typeof before !== "number")) return before;
  // Fifteen digits are what a number holds for sure: 0.1 and 0.2 are 0.3.
  const sum = Number(((before ?? 0) + amount).toPrecision(15));
  return Number.isFinite(sum) ? sum : before;
}
