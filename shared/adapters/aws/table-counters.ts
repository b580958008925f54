import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { Unavailable } from "#shared/kernel/errors.ts";
import type { Key } from "#shared/ports/table.ts";
import { ALIVE, EXPIRED } from "./table-conditions.ts";
import { counterName, expiryAttributes, number, toCounters, toKey } from "./table-rows.ts";

export type Addition = {
  tableName: string;
  key: Key;
  fields: Record<string, number>;
  expiresAt: number | undefined;
  now: number;
};

const MAX_TRIES = 4;

/**
 * Adds to the counters of a row and returns their sums; an expired row counts from nothing.
 * An addition whose answer got lost may be counted twice: counters are estimates.
 */
export async function addToRow(
  client: DynamoDBClient,
  addition: Addition,
): Promise<Record<string, number>> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const sums =
      (await whenMet(() => increase(client, addition))) ??
      (await whenMet(() => startAgain(client, addition)));
    if (sums) return sums;
  }
  throw new Unavailable(`the counters of ${addition.key.table} are contended`);
}

async function increase(client: DynamoDBClient, { tableName, key, ...rest }: Addition) {
  const { fields, expiresAt, now } = rest;
  const names = Object.keys(fields);
  const sets = expiresAt === undefined ? "" : " SET expiresMs = :expiresMs, expiresAt = :expiresAt";
  const expiry = Object.entries(expiryAttributes(expiresAt));
  const { Attributes: after = {} } = await client.send(
    new UpdateItemCommand({
      TableName: tableName,
      Key: toKey(key),
      UpdateExpression: `ADD ${names.map((_, i) => `#f${i} :f${i}`).join(", ")}${sets}`,
      ConditionExpression: ALIVE,
      ExpressionAttributeNames: Object.fromEntries(
        names.map((name, i) => [`#f${i}`, counterName(name)]),
      ),
      ExpressionAttributeValues: {
        ":now": number(now),
        ...Object.fromEntries(names.map((name, i) => [`:f${i}`, number(fields[name]!)])),
        ...Object.fromEntries(expiry.map(([name, value]) => [`:${name}`, value])),
      },
      ReturnValues: "UPDATED_NEW",
    }),
  );
  return toCounters(after);
}

async function startAgain(client: DynamoDBClient, { tableName, key, ...rest }: Addition) {
  const { fields, expiresAt, now } = rest;
  const entries = Object.entries(fields).map(([name, n]) => [counterName(name), number(n)]);
  const counters = Object.fromEntries(entries);
  await client.send(
    new PutItemCommand({
      TableName: tableName,
      Item: { ...toKey(key), ...counters, ...expiryAttributes(expiresAt) },
      ConditionExpression: EXPIRED,
      ExpressionAttributeValues: { ":now": number(now) },
    }),
  );
  return toCounters(counters);
}

/** The answer of `attempt`, or nothing where the row was not as it needs it. */
async function whenMet<T>(attempt: () => Promise<T>): Promise<T | undefined> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
