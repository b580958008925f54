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
 * Reads the rows of `requests`, by table name, repeating what a busy DynamoDB leaves out.
 * @throws Unavailable when rows remain unread
 */
export async function readMany(
  client: DynamoDBClient,
  requests: Record<string, KeysAndAttributes>,
): Promise<Record<string, Attributes[]>> {
  const found: Record<string, Attributes[]> = {};
  let open: Record<string, KeysAndAttributes> = requests;
  for (let tries = 1; Object.keys(open).length > 0; tries++) {
    if (tries > MAX_TRIES) throw new Unavailable("DynamoDB did not return all rows");
    if (tries > 1) await pauseBefore(tries);
    const answer = await client.send(new BatchGetItemCommand({ RequestItems: open }));
    for (const [name, rows] of Object.entries(answer.Responses ?? {})) {
      found[name] = [...(found[name] ?? []), ...rows];
    }
    open = answer.UnprocessedKeys ?? {};
  }
  return found;
}
