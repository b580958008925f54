import { isObject, own } from "../../canvas/json.ts";
import { isClauses } from "./clauses.ts";

/** A condition without nested ones, as JSON. */
export type Rule = Readonly<Record<string, unknown>>;

export const KINDS = [
  "attribute",
  "event",
  "segment",
  "field",
  "subscribed",
  "suppressed",
  "topic",
] as const;
export type Kind = (typeof KINDS)[number];

export const CONTACT_FIELDS = ["email", "locale", "timeZone", "createdAt"] as const;
export const AGGREGATES = ["sum", "avg", "min", "max"] as const;

/** The kind of a rule: the key that the API tells rules apart by. */
export const kindOf = (rule: Rule): Kind | undefined =>
  (["attribute", "event", "field", "segment", "subscribed", "suppressed", "topic"] as const).find(
    (kind) => Object.hasOwn(rule, kind),
  );

/** Whether the forms know all that stands in a value; what they don't is edited as JSON. */
export function isRule(value: unknown): value is Rule {
  if (!isObject(value)) return false;
  const { attribute, field, ...tests } = value;
  switch (kindOf(value)) {
    case "attribute":
      return typeof attribute === "string" && field === undefined && isClauses(tests, "dated");
    case "field":
      return CONTACT_FIELDS.some((name) => name === field) && isClauses(tests, "dated");
    case "event":
      return isEvent(value);
    case "segment":
      return typeof value.segment === "string" && isFlagged(value, "segment");
    case "topic":
      return typeof value.topic === "string" && isFlagged(value, "topic");
    case "subscribed":
      return isOnly(value, ["subscribed"]) && typeof value.subscribed === "boolean";
    case "suppressed":
      return isOnly(value, ["suppressed"]) && typeof value.suppressed === "boolean";
    default:
      return false;
  }
}

const isOnly = (value: object, names: readonly string[]) =>
  Object.keys(value).every((key) => names.includes(key));

const isFlagged = (value: Record<string, unknown>, key: string) =>
  isOnly(value, [key, "is"]) && (value.is === undefined || typeof value.is === "boolean");

const CHECKS: Record<string, (value: unknown) => boolean> = {
  event: (value) => typeof value === "string",
  did: (value) => typeof value === "boolean",
  count: (value) => isRange(value, "number"),
  within: (value) => typeof value === "string",
  since: (value) => value === "entry",
  where: (value) =>
    isObject(value) && Object.values(value).every((test) => isClauses(test, "field")),
  first: (value) => isMoment(value),
  last: (value) => isMoment(value),
  ...Object.fromEntries(AGGREGATES.map((name) => [name, isAggregate])),
};

const isEvent = (value: Record<string, unknown>) =>
  Object.entries(value).every(([key, inner]) => own(CHECKS, key)?.(inner) ?? false);

const isRange = (value: unknown, type: "number" | "string") =>
  isObject(value) &&
  isOnly(value, ["gte", "lte"]) &&
  Object.keys(value).length > 0 &&
  Object.values(value).every((limit) => typeof limit === type);

const isMoment = (value: unknown) =>
  isObject(value) && isOnly(value, ["ago"]) && isRange(value.ago, "string");

function isAggregate(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { field, ...limits } = value;
  return typeof field === "string" && isClauses(limits, "number");
}

/** What each kind begins with. */
export function newRule(kind: Kind): Rule {
  switch (kind) {
    case "attribute":
      return { attribute: "", is: "" };
    case "event":
      return { event: "" };
    case "segment":
      return { segment: "" };
    case "field":
      return { field: "createdAt", ago: { lte: "P30D" } };
    case "subscribed":
      return { subscribed: true };
    case "suppressed":
      return { suppressed: false };
    default:
      return { topic: "all" };
  }
}
