import { iso } from "#shared/kernel/time.ts";
import { AGGREGATES } from "./aggregate.ts";
import { compile } from "./compile.ts";
import { clip, describeRule } from "./describe.ts";
import { evaluate } from "./evaluate.ts";
import { type Evidence, evidenceOf } from "./evidence.ts";
import type { Facts } from "./facts.ts";
import type { Condition, Rule } from "./schema.ts";

/** A condition's result explained; plain JSON. */
export type Why = {
  /** A rule in words, or `all`, `any`, `none`. */
  rule: string;
  matches: boolean;
  /** Until when the result holds without events, as in {@link evaluate}. */
  until?: string;
  saw?: Evidence;
  parts?: Why[];
};

/** Explains the result for a contact at `now`; bounded by the size of a condition (200 rules). */
export function why(condition: Condition, facts: Facts, now: number): Why {
  const { matches, until } = evaluate(condition, facts, now);
  const answer = { matches, ...(until !== undefined && { until: iso(until) }) };
  const group = groupOf(condition);
  if (!group) {
    const rule = condition as Rule;
    return { rule: describeRule(rule), ...answer, saw: evidenceOf(rule, facts, now) };
  }
  return { rule: group.name, ...answer, parts: group.parts.map((part) => why(part, facts, now)) };
}

/** The deciding values, at most two, short enough for a trail (`plan=pro`, `ordered×3`). */
export const decidingValues = (condition: Condition, facts: Facts, now: number): string[] =>
  deciding(condition, facts, now)
    .slice(0, 2)
    .map((rule) => summarize(rule, evidenceOf(rule, facts, now)));

/** The rules that decide the result: the first that suffices, else all. */
function deciding(condition: Condition, facts: Facts, now: number): Rule[] {
  const group = groupOf(condition);
  if (!group) return [condition as Rule];
  const wanted = group.name !== "all";
  const enough = group.parts.find((part) => compile(part).holds(facts, now) === wanted);
  const parts = enough ? [enough] : group.parts.slice(0, 2);
  return parts.flatMap((part) => deciding(part, facts, now));
}

function groupOf(condition: Condition): { name: string; parts: Condition[] } | undefined {
  if ("all" in condition) return { name: "all", parts: condition.all };
  if ("any" in condition) return { name: "any", parts: condition.any };
  if ("none" in condition) return { name: "none", parts: condition.none };
  return undefined;
}

const MAX_NAME = 24;
const MAX_VALUE = 16;

function summarize(rule: Rule, saw: Evidence): string {
  const equals = (name: string, value: unknown) =>
    `${clip(name, MAX_NAME)}=${clip(typeof value === "string" ? value : JSON.stringify(value), MAX_VALUE)}`;
  if ("attribute" in rule) return equals(rule.attribute, saw.value ?? null);
  if ("field" in rule) return equals(rule.field, saw.value ?? null);
  if ("segment" in rule) return equals(`segment:${rule.segment}`, saw.value);
  if ("suppressed" in rule) return equals("suppressed", saw.value);
  if (!("event" in rule)) return equals("subscribed", saw.value);
  const figure = AGGREGATES.find((kind) => saw[kind] !== undefined);
  if (figure) return equals(`${figure}(${rule[figure]?.field})`, saw[figure]);
  if ((rule.first || rule.last) && saw.count) {
    const moment = rule.last ? "last" : "first";
    return `${clip(rule.event, MAX_NAME)} ${moment} ${saw[moment]?.slice(0, 10)}`;
  }
  return `${clip(rule.event, MAX_NAME)}×${saw.count}`;
}
