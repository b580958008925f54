import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { test } from "vitest";
import { DynamoTable } from "#shared/adapters/aws/table.ts";
import { TABLES } from "#shared/ports/table.ts";
import { tableContract } from "../contracts/table.contract.ts";

/** Runs where somebody started DynamoDB Local: `DYNAMODB_ENDPOINT=http://127.0.0.1:8000`. */
const endpoint = process.env.DYNAMODB_ENDPOINT;

if (endpoint) {
  let runs = 0;
  tableContract("DynamoDB Local", async (clock) => {
    const client = new DynamoDBClient({
      endpoint,
      region: "local",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
    runs += 1;
    const run = `${process.pid}-${runs}`;
    for (const table of TABLES) await client.send(createTable(`${table}-${run}`));
    const names = Object.fromEntries(TABLES.map((table) => [table, `${table}-${run}`]));
    return new DynamoTable(client, names, clock);
  });
} else test.skip("the table contract on DynamoDB Local: set DYNAMODB_ENDPOINT");

const createTable = (TableName: string) =>
  new CreateTableCommand({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: ["pk", "sk"].map((AttributeName) => ({
      AttributeName,
      AttributeType: "S",
    })),
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
  });
