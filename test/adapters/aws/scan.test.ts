import type { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { DynamoScan } from "#shared/adapters/aws/dynamodb/scan.ts";
import { Unavailable } from "#shared/kernel/errors.ts";

const row = (sk: string, expiresMs: number) => ({
  ...{ pk: { S: "m#1" }, sk: { S: sk }, version: { N: "1" }, v: { N: "2" } },
  ...{ data: { S: '{"n":1}' }, expiresMs: { N: String(expiresMs) } },
});

test("a scan goes on behind the last key, to the end, and keeps what has expired", async () => {
  const asked: unknown[] = [];
  const client = {
    send: async ({ input }: ScanCommand) => {
      asked.push(input);
      return input.ExclusiveStartKey
        ? { Items: [row("b", 2)] }
        : { Items: [row("a", 1)], LastEvaluatedKey: { pk: { S: "m#1" }, sk: { S: "a" } } };
    },
  } as unknown as DynamoDBClient;
  const scan = new DynamoScan(client, "Due");
  const first = await scan.due();
  const second = await scan.due(first.cursor);
  expect(second.cursor).toBeUndefined();
  const item = { table: "due", pk: "m#1", version: 1, v: 2, data: { n: 1 } };
  expect([...first.items, ...second.items]).toEqual([
    { ...item, sk: "a", expiresAt: 1 },
    { ...item, sk: "b", expiresAt: 2 },
  ]);
  expect(asked).toEqual([
    { TableName: "Due", ExclusiveStartKey: undefined },
    { TableName: "Due", ExclusiveStartKey: { pk: { S: "m#1" }, sk: { S: "a" } } },
  ]);
});

test("a store that throttles a scan is asked again later", async () => {
  const failure = Object.assign(new Error("slow down"), { name: "ThrottlingException" });
  const client = { send: () => Promise.reject(failure) } as unknown as DynamoDBClient;
  await expect(new DynamoScan(client, "Due").due()).rejects.toThrow(Unavailable);
});
