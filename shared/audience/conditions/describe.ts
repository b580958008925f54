import { AGGREGATES } from "./aggregate.ts";
import type { Span } from "./duration.ts";
import type { AttributeTest, EventTest, Rule } from "./schema.ts";
import type { AggregateTest, FieldTest, ValueTest, Where } from "./value-schema.ts";

const SIGNS = { gt: ">", gte: "≥", lt: "<", lte: "≤" } as const;
const MAX_TEXT = 200;

/** The text, shortened to `length`. */
export const clip = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;

/** A rule in words, at most 200 characters: `ordered ≥ 2 times within P30D where total > 20`. */
export function describeRule(rule: Rule): string {
  if ("attribute" in rule) return clip(`${rule.attribute} ${describeDated(rule)}`, MAX_TEXT);
  if ("event" in rule) return clip(describeEvent(rule), MAX_TEXT);
  if ("field" in rule) return clip(`contact.${rule.field} ${describeDated(rule)}`, MAX_TEXT);
  if ("segment" in rule) return `${rule.is === false ? "not in" : "in"} segment ${rule.segment}`;
  if ("suppressed" in rule) return rule.suppressed ? "suppressed" : "not suppressed";
  const wanted = "subscribed" in rule ? rule.subscribed : (rule.is ?? true);
  return wanted ? "subscribed" : "not subscribed";
}

function describeDated({ ahead, ago, ...tests }: Omit<AttributeTest, "attribute">): string {
  return [
    describeValue(tests),
    ahead && `${describeSpan(ahead)} ahead`,
    ago && `${describeSpan(ago)} ago`,
  ]
    .filter(Boolean)
    .join(" and ");
}

function describeValue({ is, isNot, in: among, notIn, ...others }: ValueTest): string {
  const { contains, startsWith, endsWith, exists, ignoreCase, ...limits } = others;
  const list = (values: unknown[]) => values.map((one) => JSON.stringify(one)).join(", ");
  const texts = [
    is !== undefined && `is ${JSON.stringify(is)}`,
    isNot !== undefined && `is not ${JSON.stringify(isNot)}`,
    among && `is one of ${list(among)}`,
    notIn && `is none of ${list(notIn)}`,
    contains !== undefined && `contains ${JSON.stringify(contains)}`,
    startsWith !== undefined && `starts with ${JSON.stringify(startsWith)}`,
    endsWith !== undefined && `ends with ${JSON.stringify(endsWith)}`,
    exists !== undefined && (exists ? "is set" : "is not set"),
    describeLimits(limits, JSON.stringify),
  ];
  const description = texts.filter(Boolean).join(" and ");
  return ignoreCase ? `${description} (upper or lower case)` : description;
}

function describeLimits<T>(
  limits: { [name in keyof typeof SIGNS]?: T },
  show: (limit: T) => string,
) {
  const names = Object.keys(SIGNS) as (keyof typeof SIGNS)[];
  return names
    .flatMap((name) => (limits[name] === undefined ? [] : [`${SIGNS[name]} ${show(limits[name])}`]))
    .join(" and ");
}

const describeSpan = ({ gte, lte }: Span) =>
  [gte && `at least ${gte}`, lte && `at most ${lte}`].filter(Boolean).join(" and ");

function describeEvent(test: EventTest): string {
  const { event, did, count, within, since, where, first, last } = test;
  const figures = AGGREGATES.flatMap((kind) =>
    test[kind] ? [describeAggregate(kind, test[kind])] : [],
  );
  const texts = [
    did === false ? `not ${event}` : event,
    count && `${describeLimits(count, String)} times`,
    first && `first ${describeSpan(first.ago)} ago`,
    last && `last ${describeSpan(last.ago)} ago`,
    ...figures,
    within && `within ${within}`,
    since && "since entering",
    where && describeWhere(where),
  ];
  return texts.filter(Boolean).join(" ");
}

function describeField({ is, ...others }: FieldTest): string {
  if (typeof is !== "object" || is === null) return describeValue({ is, ...others });
  return [`is the entry's ${is.entry}`, describeValue(others)].filter(Boolean).join(" and ");
}

const describeAggregate = (kind: string, { field, ...tests }: AggregateTest) =>
  `${kind} of ${field} ${describeValue(tests)}`;

const describeWhere = (where: Where) =>
  `where ${Object.entries(where)
    .map(([field, test]) => `${field} ${describeField(test)}`)
    .join(" and ")}`;
