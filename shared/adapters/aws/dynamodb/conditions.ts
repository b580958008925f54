import type { Expect, Range } from "#shared/ports/table.ts";
import { type Attributes, number, text } from "./rows.ts";

/** Parts of a DynamoDB request; expressions are written only here and in `counters.ts`. */
type Condition = {
  ConditionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Attributes;
};

export const ALIVE = "(attribute_not_exists(expiresMs) OR expiresMs > :now)";
export const EXPIRED = "expiresMs <= :now";

/** The condition for `expect`; an expired row counts as absent. */
export function toCondition(expect: Expect, now: number): Condition {
  if (expect === "any") return {};
  const at = { ":now": number(now) };
  if (expect === "absent") {
    return {
      ConditionExpression: `attribute_not_exists(pk) OR ${EXPIRED}`,
      ExpressionAttributeValues: at,
    };
  }
  const names = { ExpressionAttributeNames: { "#version": "version" } };
  if (typeof expect === "number") {
    return {
      ConditionExpression: `#version = :version AND ${ALIVE}`,
      ...names,
      ExpressionAttributeValues: { ...at, ":version": number(expect) },
    };
  }
  return {
    ConditionExpression: `attribute_not_exists(pk) OR #version < :below OR ${EXPIRED}`,
    ...names,
    ExpressionAttributeValues: { ...at, ":below": number(expect.below) },
  };
}

/** The rows of `pk` within `range`. */
export function toKeyCondition(pk: string, range: Range) {
  const values: Attributes = { ":pk": text(pk) };
  const parts = ["pk = :pk"];
  const bound = (part: string, ends: Record<string, string>) => {
    parts.push(part);
    for (const [name, value] of Object.entries(ends)) values[name] = text(value);
  };
  // DynamoDB refuses empty key values, which bound nothing.
  if ("prefix" in range) {
    if (range.prefix) bound("begins_with(sk, :prefix)", { ":prefix": range.prefix });
  } else if (range.from && range.to) {
    bound("sk BETWEEN :from AND :to", { ":from": range.from, ":to": range.to });
  } else if (range.from) bound("sk >= :from", { ":from": range.from });
  else if (range.to) bound("sk <= :to", { ":to": range.to });
  return { KeyConditionExpression: parts.join(" AND "), ExpressionAttributeValues: values };
}
