import { isObject } from "../../canvas/json.ts";
import { isClauses, type Op, type Role, type Tests, toClauses, valueKind } from "./clauses.ts";
import { AGGREGATES, isRule, kindOf, type Rule } from "./rules.ts";
import type { Words } from "./words.ts";

const MAX_TEXT = 80;
const clip = (text: string) =>
  text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1).toWellFormed()}…`;

const asJson = (value: unknown, words: Words) => clip(JSON.stringify(value) ?? words.nothing);

/** A rule in words. */
export function describeRule(rule: unknown, words: Words): string {
  if (!isRule(rule)) return asJson(rule, words);
  const { attribute, field, ...tests } = rule as Record<string, unknown>;
  switch (kindOf(rule)) {
    case "attribute":
      return describeTests(clip(String(attribute)) || words.nothing, tests, words);
    case "field":
      return describeTests(words.fields[field as "email"], tests, words);
    case "event":
      return describeEvent(rule, words);
    case "segment":
      return words.segment[rule.is === false ? "out" : "in"](clip(String(rule.segment)));
    case "subscribed":
      return words.subscribed[rule.subscribed ? "yes" : "no"];
    case "suppressed":
      return words.suppressed[rule.suppressed ? "yes" : "no"];
    default:
      return words.topic[rule.is === false ? "no" : "yes"](clip(String(rule.topic)));
  }
}

/** `plan is “pro” and is not …`: the name, then what must hold of it. */
function describeTests(name: string, tests: Tests, words: Words): string {
  const all = toClauses(tests);
  const clauses = all.filter(({ op }) => op !== "ignoreCase");
  const isFolded = all.some(({ op, value }) => op === "ignoreCase" && value === true);
  const texts = clauses.map(({ op, value }) => describeClause(op as Op, value, words));
  return `${name} ${texts.join(words.and)}${isFolded ? ` ${words.anyCase}` : ""}`;
}

function describeClause(op: Op, value: unknown, words: Words): string {
  if (valueKind(op) === "none") return words.ops[op as "exists"]("");
  if (valueKind(op) === "duration")
    return words.ops[op as "ago.gte"](words.duration(String(value)));
  const shown = Array.isArray(value)
    ? clip(value.map((one) => describeValue(one, words)).join(", "))
    : describeValue(value, words);
  return words.ops[op as "is"](shown);
}

/** A value: texts in quotes. */
export function describeValue(value: unknown, words: Words): string {
  if (value === null) return words.empty;
  if (typeof value === "number") return words.number(value);
  if (typeof value === "boolean") return words.bool[value ? "yes" : "no"];
  if (typeof value === "string") return words.quote(clip(value));
  const { entry } = (value ?? {}) as { entry?: unknown };
  return typeof entry === "string" ? words.entry(clip(entry)) : asJson(value, words);
}

type Ends = { gte?: unknown; lte?: unknown };

function describeEvent(rule: Rule, words: Words): string {
  const { event, did, count, within, since, where } = rule;
  const name = words.quote(clip(String(event)));
  const figures = AGGREGATES.filter((kind) => rule[kind] !== undefined);
  const moments = (["first", "last"] as const).filter((kind) => rule[kind] !== undefined);
  const head = did === false ? words.event.never(name) : words.event.did(name);
  const tested = describeWhere(where, words);
  const times = count ? describeCount(count as Ends, words) : undefined;
  const main = [
    head,
    times,
    within && words.event.within(words.duration(String(within))),
    since && words.event.since,
  ];
  const more = [
    ...moments.map((kind) => {
      const { gte, lte } = (rule[kind] as { ago: Ends }).ago;
      const ends = [
        gte && words.ops["ago.gte"](words.duration(String(gte))),
        lte && words.ops["ago.lte"](words.duration(String(lte))),
      ];
      return words.event[kind](ends.filter(Boolean).join(words.and));
    }),
    tested && words.event.where(tested),
    ...figures.map((kind) => {
      const { field, ...limits } = rule[kind] as { field: string };
      return words.event.figure(describeTests(words.event[kind](clip(field)), limits, words));
    }),
  ];
  return [main.filter(Boolean).join(" "), ...more.filter(Boolean)].join(", ");
}

function describeCount({ gte, lte }: Ends, words: Words): string {
  if (gte !== undefined && gte === lte) return words.event.exactly(Number(gte));
  const ends = [
    gte !== undefined && words.event.least(Number(gte)),
    lte !== undefined && words.event.most(Number(lte)),
  ];
  return ends.filter(Boolean).join(words.and);
}

/** Tests of what is known by a name; those that the forms don't know as JSON. */
export const describeAnyTests = (name: string, tests: unknown, role: Role, words: Words): string =>
  isClauses(tests, role)
    ? describeTests(clip(name) || words.nothing, tests, words)
    : `${clip(name)}: ${asJson(tests, words)}`;

/** What a `where` asks of an event's fields: `total is more than 100`; undefined for nothing. */
export function describeWhere(where: unknown, words: Words): string | undefined {
  if (!isObject(where) || Object.keys(where).length === 0) return undefined;
  const fields = Object.entries(where).map(([name, tests]) =>
    describeAnyTests(name, tests, "field", words),
  );
  return fields.join(words.and);
}
