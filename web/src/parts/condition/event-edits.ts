import type { Rule } from "./rules.ts";

/** The rule with a key set in its place, or without it. */
export function setKey(rule: Rule, key: string, value: unknown): Rule {
  if (value !== undefined) return { ...rule, [key]: value };
  const { [key]: _gone, ...rest } = rule;
  return rest;
}

/** Fields with one under another name, in its place; undefined when that name is taken. */
export function renameField<T>(
  fields: Readonly<Record<string, T>>,
  from: string,
  to: string,
): Record<string, T> | undefined {
  if (to !== from && Object.hasOwn(fields, to)) return undefined;
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name === from ? to : name, value]),
  );
}

export const DETAILS = [
  "count",
  "within",
  "where",
  "first",
  "last",
  "sum",
  "avg",
  "min",
  "max",
  "since",
] as const;
export type Detail = (typeof DETAILS)[number];

/** What a detail begins with. */
const NEW: Record<Exclude<Detail, "where">, unknown> = {
  count: { gte: 2 },
  within: "P30D",
  first: { ago: { gte: "P30D" } },
  last: { ago: { gte: "P30D" } },
  sum: { field: "", gte: 0 },
  avg: { field: "", gte: 0 },
  min: { field: "", gte: 0 },
  max: { field: "", gte: 0 },
  since: "entry",
};
/** The API's limit. */
const MOST_FIELDS = 10;

/** The details that can still be added; `since` only where there is a run. */
export function freeDetails(rule: Rule, isInRun: boolean): Detail[] {
  const fields = Object.keys((rule.where as object | undefined) ?? {});
  return DETAILS.filter((detail) => {
    if (detail === "where") return fields.length < MOST_FIELDS && !fields.includes("");
    return rule[detail] === undefined && (detail !== "since" || isInRun);
  });
}

export const addDetail = (rule: Rule, detail: Detail): Rule =>
  detail === "where"
    ? { ...rule, where: { ...(rule.where as object | undefined), "": { is: "" } } }
    : { ...rule, [detail]: NEW[detail] };
