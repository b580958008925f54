import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { Unavailable } from "#shared/kernel/errors.ts";
import type { AddOptions, Key } from "#shared/ports/table.ts";
import { ALIVE, EXPIRED } from "./conditions.ts";
import { counterName, expiryAttributes, number, toCounters, toKey } from "./rows.ts";

type Addition = AddOptions & {
  tableName: string;
  key: Key;
  fields: Record<string, number>;
  now: number;
};

const MAX_TRIES = 4;

type Attempt = (client: DynamoDBClient, addition: Addition) => Promise<Record<string, number>>;

/**
 * Adds to a row's counters and returns the sums; an expired row counts from zero. An addition whose
 * answer was lost may count twice: counters are estimates. `isLow` predicts that the field is below
 * `from`; a wrong guess costs one write.
 */
export async function addToRow(
  client: DynamoDBClient,
  addition: Addition,
  isLow = false,
): Promise<Record<string, number>> {
  const usual: Attempt[] = addition.from === undefined ? [increase] : [increase, raise];
  const attempts = [...(isLow ? usual.toReversed() : usual), startAgain];
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    for (const attempt of attempts) {
      const sums = await whenMet(() => attempt(client, addition));
      if (sums) return sums;
    }
  }
  throw new Unavailable(`the counters of ${addition.key.table} are contended`);
}

const increase: Attempt = (client, addition) => {
  const { fields, from } = addition;
  const adds = Object.keys(fields).map((_, i) => `#f${i} :f${i}`);
  return update(client, addition, {
    change: `ADD ${adds.join(", ")}`,
    condition: from === undefined ? ALIVE : `${ALIVE} AND #f0 >= :from`,
    values: from === undefined ? {} : { ":from": from },
    amounts: Object.values(fields),
  });
};

/** When the one field is below `from` or missing. */
const raise: Attempt = (client, addition) => {
  const { fields, from = 0 } = addition;
  const [amount = 0] = Object.values(fields);
  return update(client, addition, {
    change: "SET #f0 = :f0",
    condition: `${ALIVE} AND (attribute_not_exists(#f0) OR #f0 < :from)`,
    values: { ":from": from },
    amounts: [from + amount],
  });
};

type Update = {
  change: string;
  condition: string;
  values: Record<string, number>;
  amounts: number[];
};

async function update(
  client: DynamoDBClient,
  { tableName, key, fields, expiresAt, now }: Addition,
  { change, condition, values, amounts }: Update,
) {
  const expiry = Object.entries(expiryAttributes(expiresAt));
  const begin = change.startsWith("SET") ? ", " : " SET ";
  const sets = expiry.map(([name]) => `${name} = :${name}`).join(", ");
  const { Attributes: after = {} } = await client.send(
    new UpdateItemCommand({
      TableName: tableName,
      Key: toKey(key),
      UpdateExpression: sets ? `${change}${begin}${sets}` : change,
      ConditionExpression: condition,
      ExpressionAttributeNames: Object.fromEntries(
        Object.keys(fields).map((name, i) => [`#f${i}`, counterName(name)]),
      ),
      ExpressionAttributeValues: {
        ":now": number(now),
        ...Object.fromEntries(Object.entries(values).map(([name, n]) => [name, number(n)])),
        ...Object.fromEntries(amounts.map((n, i) => [`:f${i}`, number(n)])),
        ...Object.fromEntries(expiry.map(([name, value]) => [`:${name}`, value])),
      },
      ReturnValues: "UPDATED_NEW",
    }),
  );
  return toCounters(after);
}

async function startAgain(client: DynamoDBClient, { tableName, key, ...rest }: Addition) {
  const { fields, expiresAt, from = 0, now } = rest;
  const entries = Object.entries(fields).map(([name, n]) => [counterName(name), number(from + n)]);
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

/** The result of `attempt`; undefined when its condition failed. */
async function whenMet<T>(attempt: () => Promise<T>): Promise<T | undefined> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
