import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { DynamoTable } from "#shared/adapters/aws/dynamodb/table.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { slotStart, WHEELS, type Wheel } from "#shared/scheduler/slot.ts";
import { readCursor } from "#shared/scheduler/wheel-store.ts";

/**
 * Per wheel of the deployed app, the instant up to which all slots have been swept (epoch
 * milliseconds).
 */
export async function sweptUpTo(): Promise<number[]> {
  const dynamo = new DynamoDBClient();
  const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}));
  const due = TableNames.find((name) => name.includes("TablesDue"))!;
  const table = new DynamoTable(dynamo, { due }, systemClock);
  const wheels = Object.keys(WHEELS) as Wheel[];
  return Promise.all(
    wheels.map(async (wheel) => {
      const cursor = await readCursor({ table }, wheel);
      return slotStart({ wheel, number: cursor?.data.next ?? 0 });
    }),
  );
}
