import {
  BatchGetItemCommand,
  type ConsumedCapacity,
  type DynamoDBClient,
  GetItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Served } from "#test/meter/dynamo.ts";
import type { Told } from "./same-answer.ts";

/** What a command came to elsewhere; units by table. */
export type Replayed = { answer?: Answer; error?: string; units: Record<string, number> };
type Answer = Told & {
  ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
  ScannedCount?: number;
};

/** Commands under way at once. */
const WIDTH = 12;

/**
 * Sends another DynamoDB the same commands in the same observable order: a command starts only
 * after the previous one on the same partition has ended.
 */
export async function replay(client: DynamoDBClient, served: Served[]): Promise<Replayed[]> {
  const replayed: Replayed[] = new Array(served.length);
  const ends = new Map<string, Promise<void>>();
  let next = 0;
  const work = async () => {
    for (let at = next++; at < served.length; at = next++) {
      const { command } = served[at]!;
      const places = placesOf(command.input);
      const before = places.map((place) => ends.get(place));
      const { promise, resolve } = Promise.withResolvers<void>();
      for (const place of places) ends.set(place, promise);
      await Promise.all(before);
      replayed[at] = await ask(client, command);
      resolve();
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  return replayed;
}

type Command = Parameters<DynamoDBClient["send"]>[0];

async function ask(client: DynamoDBClient, asked: Served["command"]): Promise<Replayed> {
  const Same = asked.constructor as new (input: object) => Command;
  try {
    const command = new Same({ ...asked.input, ReturnConsumedCapacity: "TOTAL" });
    const answer = (await client.send(command)) as Answer;
    const consumed = await consumedBy(client, command, answer);
    const units: Record<string, number> = {};
    for (const { TableName = "", CapacityUnits = 0 } of consumed) {
      units[TableName] = (units[TableName] ?? 0) + CapacityUnits;
    }
    return { answer, units };
  } catch (error) {
    return { error: (error as Error).name, units: {} };
  }
}

/**
 * AWS: DynamoDB "treats each item of a batch as an individual GetItem request"; so we ask for each.
 */
async function consumedBy(
  client: DynamoDBClient,
  command: object,
  { ConsumedCapacity }: Answer,
): Promise<ConsumedCapacity[]> {
  if (!(command instanceof BatchGetItemCommand)) return [ConsumedCapacity ?? []].flat();
  const gets = Object.entries(command.input.RequestItems ?? {}).flatMap(
    ([TableName, { Keys = [], ConsistentRead }]) =>
      Keys.map(
        (Key) => ({ TableName, Key, ConsistentRead, ReturnConsumedCapacity: "TOTAL" }) as const,
      ),
  );
  const answers = await Promise.all(gets.map((get) => client.send(new GetItemCommand(get))));
  return answers.flatMap((answer) => answer.ConsumedCapacity ?? []);
}

type Row = { pk?: { S?: string } };
type Change = { TableName: string; Item?: Row; Key?: Row };
type Input = Partial<Change> & {
  TransactItems?: { Put?: Change; Delete?: Change }[];
  RequestItems?: Record<string, { Keys: Row[] }>;
  ExpressionAttributeValues?: { ":pk"?: Row["pk"] };
};

/** The partitions that a command of our adapter touches. */
function placesOf(input: Input): string[] {
  const place = (table = "", row: Row = {}) => `${table} ${row.pk?.S}`;
  if (input.TransactItems) {
    const changes = input.TransactItems.map(({ Put, Delete }) => (Put ?? Delete)!);
    return changes.map(({ TableName, Item, Key }) => place(TableName, Item ?? Key));
  }
  if (input.RequestItems) {
    return Object.entries(input.RequestItems).flatMap(([table, { Keys }]) =>
      Keys.map((key) => place(table, key)),
    );
  }
  const { TableName, Item, Key, ExpressionAttributeValues } = input;
  return [place(TableName, Item ?? Key ?? { pk: ExpressionAttributeValues?.[":pk"] })];
}
