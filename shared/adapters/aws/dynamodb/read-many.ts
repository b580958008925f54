import {
  BatchGetItemCommand,
  type DynamoDBClient,
  type KeysAndAttributes,
} from "@aws-sdk/client-dynamodb";
import { Unavailable } from "#shared/kernel/errors.ts";
import { pauseBefore } from "../pause.ts";
import type { Attributes } from "./rows.ts";

const MAX_TRIES = 8;

/**
 * The rows that `requests` name, by table name. DynamoDB answers in parts when it is busy or the rows are
 * large. @throws Unavailable when parts stay out
 */
export async function readMany(
  client: DynamoDBClient,
  requests: Record<string, KeysAndAttributes>,
): Promise<Record<string, Attributes[]>> {
  const found: Record<string, Attributes[]> = {};
  let open: Record<string, KeysAndAttributes> = requests;
  for (let tries = 1; Object.keys(open).length > 0; tries++) {
    if (tries > MAX_TRIES) throw new Unavailable("DynamoDB did not answer for all rows");
    if (tries > 1) await pauseBefore(tries);
    const answer = await client.send(new BatchGetItemCommand({ RequestItems: open }));
    for (const [name, rows] of Object.entries(answer.Responses ?? {})) {
      found[name] = [...(found[name] ?? []), ...rows];
    }
    open = answer.UnprocessedKeys ?? {};
  }
  return found;
}
