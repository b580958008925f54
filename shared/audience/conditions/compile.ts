import { compileAttribute, compileContactField } from "./compile-attribute.ts";
import { compileEvent } from "./compile-event.ts";
import type { Facts } from "./facts.ts";
import type { Condition, Rule } from "./schema.ts";
import { every, NO, not, some, type TimedResult, YES } from "./timed-result.ts";

/**
 * A compiled condition. `holds` stops as soon as the result is known; `look` also finds how long it
 * lasts.
 */
export type Compiled = {
  holds: (facts: Facts, now: number) => boolean;
  look: (facts: Facts, now: number) => TimedResult;
};

const cache = new WeakMap<Condition, Compiled>();

/** Compiles a condition once: it must not be changed afterwards. */
export function compile(condition: Condition): Compiled {
  const known = cache.get(condition);
  if (known) return known;
  const compiled = compileUncached(condition);
  cache.set(condition, compiled);
  return compiled;
}

function compileUncached(condition: Condition): Compiled {
  if ("all" in condition) {
    const parts = condition.all.map(compile);
    return {
      holds: (facts, now) => parts.every((part) => part.holds(facts, now)),
      look: (facts, now) => every(parts.map((part) => part.look(facts, now))),
    };
  }
  if ("any" in condition || "none" in condition) {
    const parts = ("any" in condition ? condition.any : condition.none).map(compile);
    const wanted = "any" in condition;
    return {
      holds: (facts, now) => parts.some((part) => part.holds(facts, now)) === wanted,
      look: (facts, now) => {
        const verdict = some(parts.map((part) => part.look(facts, now)));
        return wanted ? verdict : not(verdict);
      },
    };
  }
  const look = compileRule(condition);
  return { look, holds: (facts, now) => look(facts, now).matches };
}

function compileRule(rule: Rule): Compiled["look"] {
  if ("attribute" in rule) return compileAttribute(rule);
  if ("event" in rule) return compileEvent(rule);
  if ("field" in rule) return compileContactField(rule);
  return (facts) => (holdsNow(rule, facts) ? YES : NO);
}

/** Rules whose result changes only by events. */
function holdsNow(
  rule: Exclude<Rule, { attribute: string } | { event: string } | { field: string }>,
  facts: Facts,
) {
  if ("segment" in rule) return facts.segments.has(rule.segment) === (rule.is ?? true);
  if ("suppressed" in rule) return (facts.suppressed !== null) === rule.suppressed;
  return facts.subscribed === ("subscribed" in rule ? rule.subscribed : (rule.is ?? true));
}
