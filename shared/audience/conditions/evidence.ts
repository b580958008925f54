import { instantOfDate } from "#shared/calendar/index.ts";
import { readerOf } from "#shared/kernel/at-path.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { MAX_COUNT } from "#shared/kernel/retention.ts";
import { iso } from "#shared/kernel/time.ts";
import { AGGREGATES, aggregateOf } from "./aggregate.ts";
import { newestShown } from "./aspects.ts";
import { clip } from "./describe.ts";
import type { Facts } from "./facts.ts";
import { compileMatchingEvents } from "./matching-events.ts";
import type { EventTest, Rule } from "./schema.ts";

/** The facts that decided a rule; instants as the API shows them. */
export type Evidence = {
  value?: unknown;
  /** The instant of a date. */
  at?: string;
  /** Matching events within the window, counted as far as the rule needs, or up to 100. */
  count?: number;
  /** Only when all were counted. */
  first?: string;
  last?: string;
  sum?: number;
  avg?: number;
  min?: number;
  max?: number;
};

const MAX_TEXT = 100;
const MAX_ITEMS = 5;

/** The evidence of a rule at `now`, at most a few hundred bytes. */
export function evidenceOf(rule: Rule, facts: Facts, now: number): Evidence {
  if ("attribute" in rule || "field" in rule) {
    const isField = "field" in rule;
    const value =
      (isField ? facts.field(rule.field) : ownValue(facts.attributes, rule.attribute)) ?? null;
    const dated = rule.ahead !== undefined || rule.ago !== undefined;
    const at = dated ? instantOfDate(value, facts.zone) : undefined;
    return { value: shorten(value), ...(at !== undefined && { at: iso(at) }) };
  }
  if ("event" in rule) return eventEvidence(rule, facts, now);
  if ("segment" in rule) return { value: facts.segments.has(rule.segment) };
  if ("suppressed" in rule) return { value: facts.suppressed };
  return { value: facts.subscribed };
}

function eventEvidence(test: EventTest, facts: Facts, now: number): Evidence {
  const most = newestShown(test);
  const { list } = compileMatchingEvents(test, most)(facts, now);
  const saw: Evidence = { count: Math.min(list.length, MAX_COUNT) };
  const [last, first] = [list[0], list.at(-1)];
  if (first && (list.length < most || test.first)) saw.first = iso(first.at);
  if (last) saw.last = iso(last.at);
  for (const kind of AGGREGATES) {
    const figure = test[kind] && aggregateOf(kind, readerOf(test[kind].field), list);
    if (figure !== undefined) saw[kind] = figure;
  }
  return saw;
}

function shorten(value: unknown): unknown {
  if (typeof value === "string") return clip(value, MAX_TEXT);
  if (!Array.isArray(value)) return typeof value === "object" && value !== null ? "{…}" : value;
  const items = value.slice(0, MAX_ITEMS).map((item) => clip(String(item), MAX_TEXT));
  return value.length > MAX_ITEMS ? [...items, "…"] : items;
}
