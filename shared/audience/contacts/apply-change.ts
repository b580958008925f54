import type { Attribute } from "#shared/audience/profiles/index.ts";
import { fitsAttribute } from "#shared/audience/profiles/index.ts";

/** A relative change of an attribute. */
export type ValueChange = { how: "add" | "append" | "remove"; operand: Attribute };

/**
 * Applies a change; a missing value counts as 0 or an empty list. A change that does not fit the
 * value's type or an attribute's limits leaves the value as it is. Lists hold each entry once.
 */
export function applyChange(before: Attribute, { how, operand }: ValueChange): Attribute {
  if (how === "add") return add(before, operand);
  const entries = Array.isArray(operand)
    ? operand
    : [operand].filter((entry) => typeof entry === "string");
  if (how === "remove") {
    if (Array.isArray(before)) return before.filter((one) => !entries.includes(one));
    return typeof before === "string" && entries.includes(before) ? null : before;
  }
  const list = typeof before === "string" ? [before] : (before ?? []);
  const added = Array.isArray(list)
    ? [...new Set(entries)].filter((one) => !list.includes(one))
    : [];
  if (added.length === 0 || !Array.isArray(list)) return before;
  const longer = [...list, ...added];
  return fitsAttribute(longer) ? longer : before;
}

function add(before: Attribute, amount: Attribute): Attribute {
  if (typeof amount !== "number" || (before !== null && typeof before !== "number")) return before;
  // A double is exact to 15 digits: 0.1 + 0.2 = 0.3.
  const sum = Number(((before ?? 0) + amount).toPrecision(15));
  return Number.isFinite(sum) ? sum : before;
}
