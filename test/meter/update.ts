import type { UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import type { Attributes } from "./store.ts";

/**
 * The item after an update as our counters make it: `ADD #f :f, …` or `SET #f = :f`, and `SET name
 * = :value, …`.
 */
export function applyUpdate(
  before: Attributes,
  { UpdateExpression = "", ExpressionAttributeNames = {}, ...input }: UpdateItemCommandInput,
): { after: Attributes; updated: Attributes } {
  const values = input.ExpressionAttributeValues ?? {};
  const [adds = "", sets = ""] = ` ${UpdateExpression}`.replace(/^ ADD /, "").split(/ ?SET /);
  const updated: Attributes = {};
  for (const [, name = "", value = ""] of adds.matchAll(/(#\w+) (:\w+)/g)) {
    const field = ExpressionAttributeNames[name]!;
    const sum = Number(before[field]?.N ?? 0) + Number(values[value]!.N);
    updated[field] = { N: String(sum) };
  }
  for (const [, name = "", value = ""] of sets.matchAll(/(#?\w+) = (:\w+)/g)) {
    updated[ExpressionAttributeNames[name] ?? name] = values[value]!;
  }
  return { after: { ...before, ...updated }, updated };
}
