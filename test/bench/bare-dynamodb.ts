import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { clientOptions } from "#shared/adapters/aws/client-options.ts";

/**
 * The least that a function on DynamoDB can be: what the cold imports of ours are compared with.
 */
export const handler = new DynamoDBClient(clientOptions.table);
