import { isRule, type Rule } from "./rules.ts";

export const MODES = ["all", "any", "none"] as const;
export type Mode = (typeof MODES)[number];

/** A place in the editor's tree; its id stays while it is edited. */
export type Part = { readonly id: number } & (
  | { readonly kind: "group"; readonly mode: Mode; readonly parts: readonly Part[] }
  | { readonly kind: "rule"; readonly rule: Rule }
  /** What the forms don't know: kept as it is, and shown as JSON. */
  | { readonly kind: "raw"; readonly value: unknown }
);
export type Group = Extract<Part, { kind: "group" }>;

/** The API refuses deeper ones; here they stay JSON. */
const MAX_DEPTH = 20;

/** The tree of a condition. Nothing is lost: `toCondition` gives back the same JSON. */
export function toModel(condition: unknown): Part {
  let last = 0;
  const make = (value: unknown, depth: number): Part => {
    last += 1;
    const id = last;
    const group = depth < MAX_DEPTH ? groupOf(value) : undefined;
    if (group) {
      return {
        id,
        kind: "group",
        mode: group.mode,
        parts: group.list.map((part) => make(part, depth + 1)),
      };
    }
    return isRule(value) ? { id, kind: "rule", rule: value } : { id, kind: "raw", value };
  };
  return make(condition, 1);
}

function groupOf(value: unknown): { mode: Mode; list: unknown[] } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const [entry, ...more] = Object.entries(value);
  const mode = MODES.find((name) => name === entry?.[0]);
  const list = entry?.[1];
  if (!mode || more.length > 0 || !Array.isArray(list) || list.length === 0) return undefined;
  return { mode, list };
}

/** The condition's JSON. */
export function toCondition(part: Part): unknown {
  if (part.kind === "rule") return part.rule;
  return part.kind === "raw" ? part.value : { [part.mode]: part.parts.map(toCondition) };
}
