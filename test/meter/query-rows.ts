import type { QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { isMet } from "./conditions.ts";
import type { Stored } from "./store.ts";

/** A page of a query ends when so much was looked at. */
const PAGE_BYTES = 1024 * 1024;

/**
 * What a query answers, and the size of all that it looked at: what its filter leaves out is read
 * all the same.
 */
export function queryRows(
  partition: Stored[],
  input: QueryCommandInput,
): { answer: object; bytes: number } {
  const values = input.ExpressionAttributeValues ?? {};
  const text = (name: string) => values[name]?.S;
  const [prefix, from, to] = [text(":prefix"), text(":from"), text(":to")];
  const after = input.ExclusiveStartKey?.sk?.S;
  const isForward = input.ScanIndexForward !== false;
  const rows = partition.filter(
    ({ sk }) =>
      (prefix === undefined || sk.startsWith(prefix)) &&
      (from === undefined || sk >= from) &&
      (to === undefined || sk <= to) &&
      (after === undefined || (isForward ? sk > after : sk < after)),
  );
  if (!isForward) rows.reverse();
  const limit = input.Limit ?? Number.POSITIVE_INFINITY;
  let bytes = 0;
  let count = 0;
  while (count < rows.length && count < limit && bytes < PAGE_BYTES) bytes += rows[count++]!.bytes;
  // It does not look whether anything follows.
  const isCut = count === limit || bytes >= PAGE_BYTES;
  const last = isCut ? rows[count - 1]!.item : undefined;
  const Items = rows
    .slice(0, count)
    .map(({ item }) => item)
    .filter((item) => isMet(input.FilterExpression, item, input.ExpressionAttributeNames, values));
  const LastEvaluatedKey = last && { pk: last.pk, sk: last.sk };
  return { answer: { Items, LastEvaluatedKey }, bytes };
}
