import { randomUUID } from "node:crypto";
import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  type KeysAndAttributes,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import QuickLRU from "quick-lru";
import { Defect } from "#shared/kernel/errors.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type {
  AddOptions,
  Item,
  Key,
  Page,
  QueryOptions,
  Range,
  ReadOptions,
  Table,
  TableName,
  Write,
} from "#shared/ports/table.ts";
import {
  assertCountable,
  assertKey,
  assertKeys,
  assertPage,
  assertTransaction,
  assertWritable,
  keyOf,
  TABLE_LIMITS,
} from "#shared/ports/table-limits.ts";
import { beginPage } from "#shared/ports/table-range.ts";
import { meaningOf } from "../call-errors.ts";
import type { ResourceNames } from "../names.ts";
import { pauseBefore } from "../pause.ts";
import { ALIVE, toCondition, toKeyCondition } from "./conditions.ts";
import { addToRow } from "./counters.ts";
import { errorOfTransaction, errorOfWrite, isContention } from "./failures.ts";
import { readMany } from "./read-many.ts";
import { number, toAttributes, toItem, toKey } from "./rows.ts";

/** Concurrent single writes: as many as the SDK's connections serve well. */
const WRITE_WIDTH = 25;
/** Conflicting transactions cancel each other; the queue would retry after minutes. */
const CONTENTION_TRIES = 5;
/** The number of counters with a `from`: one, the send rate. */
const MAX_LAST_VALUES = 10;

/** The `Table` port on DynamoDB, one table each. */
export class DynamoTable implements Table {
  readonly #client: DynamoDBClient;
  readonly #names: ResourceNames["tables"];
  readonly #clock: Clock;
  /** The last known value of counters with a `from`, by row. */
  readonly #lastValues = new QuickLRU<string, number>({ maxSize: MAX_LAST_VALUES });

  constructor(client: DynamoDBClient, names: ResourceNames["tables"], clock: Clock) {
    this.#client = client;
    this.#names = names;
    this.#clock = clock;
  }

  get = async <D>(key: Key, { consistent = false }: ReadOptions = {}) => {
    assertKey(key);
    const command = new GetItemCommand({
      TableName: this.#name(key.table),
      Key: toKey(key),
      ConsistentRead: consistent,
    });
    const { Item } = await answered(this.#client.send(command));
    return toItem<D>(key.table, Item, this.#clock.now());
  };

  getMany = async <D>(
    keys: Key[],
    { consistent = false }: ReadOptions = {},
  ): Promise<(Item<D> | undefined)[]> => {
    assertKeys(keys);
    const requests: Record<string, KeysAndAttributes> = {};
    const distinct = new Map(keys.map((key) => [identity(key), key]));
    for (const key of distinct.values()) {
      const name = this.#name(key.table);
      requests[name] ??= { Keys: [], ConsistentRead: consistent };
      requests[name].Keys!.push(toKey(key));
    }
    const found = await answered(readMany(this.#client, requests));
    const now = this.#clock.now();
    const items = keys
      .map((key) => key.table)
      .filter((table, i, all) => all.indexOf(table) === i)
      .flatMap((table) =>
        (found[this.#name(table)] ?? []).map((row) => toItem<D>(table, row, now)),
      );
    const byKey = new Map(items.map((item) => [item && identity(item), item]));
    return keys.map((key) => byKey.get(identity(key)));
  };

  query = async <D>(
    table: TableName,
    pk: string,
    range: Range,
    options: QueryOptions = {},
  ): Promise<Page<D>> => {
    assertPage(pk, range, options);
    const begin = beginPage(range, options);
    if (!begin) return { items: [] };
    const { limit = TABLE_LIMITS.page, reverse = false, consistent = false } = options;
    const { after } = begin;
    const now = options.expired ? Number.NEGATIVE_INFINITY : this.#clock.now();
    const { ExpressionAttributeValues, ...condition } = toKeyCondition(pk, range);
    const command = new QueryCommand({
      TableName: this.#name(table),
      ...condition,
      ExpressionAttributeValues: {
        ...ExpressionAttributeValues,
        ...(!options.expired && { ":now": number(now) }),
      },
      ...(!options.expired && { FilterExpression: ALIVE }),
      Limit: Math.min(limit, TABLE_LIMITS.page),
      ScanIndexForward: !reverse,
      ConsistentRead: consistent,
      ExclusiveStartKey: after === undefined ? undefined : toKey({ pk, sk: after }),
    });
    const { Items = [], LastEvaluatedKey } = await answered(this.#client.send(command));
    const items = Items.map((row) => toItem<D>(table, row, now)!);
    return { items, cursor: LastEvaluatedKey?.sk?.S };
  };

  write = async (writes: Write[], writer: string = randomUUID()): Promise<void> => {
    assertWritable(writes, writer);
    if (writes.length === 0) return;
    const requests = writes.map((write) => this.#request(write, writer));
    assertTransaction(
      writes.map((write, i) => ({ key: keyOf(write), data: dataOf(requests[i]!) })),
    );
    const failure =
      writes.length === 1
        ? await this.#writeOne(writes[0]!, requests[0]!, writer)
        : await this.#writeAll(writes, requests, writer);
    if (failure) throw failure;
  };

  writeEach = async (
    writes: Write[],
    writer: string = randomUUID(),
  ): Promise<(Error | undefined)[]> => {
    assertWritable(writes, writer);
    const pairs = writes.map((write) => ({ write, request: this.#request(write, writer) }));
    return mapConcurrently(pairs, WRITE_WIDTH, ({ write, request }) =>
      this.#writeOne(write, request, writer),
    );
  };

  add = async (
    key: Key,
    fields: Record<string, number>,
    options: AddOptions = {},
  ): Promise<Record<string, number>> => {
    assertCountable(key, fields, options);
    const addition = { ...options, tableName: this.#name(key.table), key, fields };
    const now = this.#clock.now();
    if (options.from === undefined) return answered(addToRow(this.#client, { ...addition, now }));
    const name = identity(key);
    const isLow = options.from > (this.#lastValues.get(name) ?? Number.NEGATIVE_INFINITY);
    const sums = await answered(addToRow(this.#client, { ...addition, now }, isLow));
    const [sum = 0] = Object.values(sums);
    this.#lastValues.set(name, sum);
    return sums;
  };

  async #writeOne(write: Write, request: Request, writer: string): Promise<Error | undefined> {
    const command = request.Put
      ? new PutItemCommand(request.Put)
      : new DeleteItemCommand(request.Delete);
    return settled(
      () => this.#client.send(command as PutItemCommand),
      (error) => errorOfWrite(error, write, writer),
    );
  }

  async #writeAll(writes: Write[], requests: Request[], writer: string) {
    return settled(
      // A repeated request token would return the old result.
      () => this.#client.send(new TransactWriteItemsCommand({ TransactItems: requests })),
      (error) => errorOfTransaction(error, writes, writer),
    );
  }

  #request(write: Write, writer: string): Request {
    const condition = {
      ...toCondition(write.expect, this.#clock.now()),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
    };
    if ("put" in write) {
      const TableName = this.#name(write.put.table);
      return { Put: { TableName, Item: toAttributes(write, writer), ...condition } };
    }
    const TableName = this.#name(write.delete.table);
    return { Delete: { TableName, Key: toKey(write.delete), ...condition } };
  }

  #name(table: TableName): string {
    const name = this.#names[table];
    if (name === undefined) throw new Defect(`this function did not declare the table ${table}`);
    return name;
  }
}

type Part<C extends abstract new (input: never) => { input: unknown }> = InstanceType<C>["input"];
type Request =
  | { Put: Part<typeof PutItemCommand> & { TableName: string }; Delete?: undefined }
  | { Delete: Part<typeof DeleteItemCommand> & { TableName: string }; Put?: undefined };

const dataOf = ({ Put }: Request): string | undefined => Put?.Item?.data?.S;
const identity = ({ table, pk, sk }: Key) => JSON.stringify([table, pk, sk]);

/** DynamoDB's response, or our error for its failure. */
async function answered<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw meaningOf("DynamoDB", error);
  }
}

/** Undefined once `send` succeeded, else the error that `errorOf` finds; contention is retried. */
async function settled(
  send: () => Promise<unknown>,
  errorOf: (error: unknown) => Error | undefined,
): Promise<Error | undefined> {
  for (let tries = 1; ; tries++) {
    try {
      await send();
      return undefined;
    } catch (error) {
      if (!isContention(error) || tries === CONTENTION_TRIES) return errorOf(error);
      await pauseBefore(tries + 1);
    }
  }
}
