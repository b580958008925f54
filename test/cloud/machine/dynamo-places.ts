import {
  CreateTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  ResourceInUseException,
} from "@aws-sdk/client-dynamodb";
import type { ResourceNames } from "#shared/adapters/aws/names.ts";
import { TABLES } from "#shared/ports/table.ts";
import { startDynamoDbLocal } from "./dynamodb-local.ts";
import { lacks } from "./lacks.ts";
import { REGION, startMiniStack } from "./ministack.ts";

export type Start = () => Promise<{ url: string; stop: () => Promise<void> }>;

/** DynamoDB as others have rebuilt it, and why it can not be had here, if so. */
export const DYNAMO_PLACES: [name: string, missing: string | undefined, start: Start][] = [
  ["DynamoDB Local", await lacks("java"), startDynamoDbLocal],
  ["MiniStack", await lacks("python3", "openssl"), () => startMiniStack()],
];

/** A client of such a place, which asks for nothing that the environment says. */
export const clientOf = ({ url }: { url: string }, config: DynamoDBClientConfig = {}) =>
  new DynamoDBClient({
    endpoint: url,
    region: REGION,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    ...config,
  });

let made = 0;

/**
 * Empty tables keyed like those of the stack; they go by their own names with `suffix`, or with one
 * of ours.
 */
export async function createTables(
  client: DynamoDBClient,
  suffix?: string,
): Promise<ResourceNames["tables"]> {
  made += 1;
  const end = suffix ?? `-${made}`;
  const names = Object.fromEntries(TABLES.map((table) => [table, table + end]));
  for (const name of Object.values(names)) await client.send(createTable(name)).catch(ifMade);
  return names;
}

/** A busy machine answers late, and the client asks again for what was made by then. */
function ifMade(error: unknown): void {
  if (!(error instanceof ResourceInUseException)) throw error;
}

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
