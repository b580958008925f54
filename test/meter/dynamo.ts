import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { TABLES, type TableName } from "#shared/ports/table.ts";
import { isMet } from "./conditions.ts";
import { LATENCY_MS, type Meter } from "./invocation.ts";
import { itemBytes } from "./item-size.ts";
import { queryRows } from "./query-rows.ts";
import { kindOf, type Place, purposeOf } from "./rows.ts";
import { type Attributes, Store } from "./store.ts";
import { readUnits, transactionUnits, writeUnits } from "./units.ts";
import { applyUpdate } from "./update.ts";

type Condition = {
  ConditionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Attributes;
};
/** A put or a delete as it would stand afterwards. */
type Change = Condition & { runtime: Place; after: Attributes | undefined };

/** Read or write units of one table. */
export type Units = { table: TableName; unit: "wru" | "rru"; quantity: number };
/** A served command: its answer or the name of its error, and its units, whether charged or not. */
export type Served = {
  command: Command;
  answer?: object;
  error?: string;
  units: Units[];
  isCharged: boolean;
};
type Command = { input: object };

const META = { $metadata: {} };

/**
 * A DynamoDB that charges for every command that our real adapter sends it; its tables go by their
 * own names.
 */
export class FakeDynamo {
  readonly stores = new Map(TABLES.map((name) => [name as string, new Store()]));
  /** Told of every command. */
  onServed: (served: Served) => void = () => {};
  readonly #meter: Meter;
  #units: Units[] = [];

  constructor(meter: Meter) {
    this.#meter = meter;
  }

  get client(): DynamoDBClient {
    const send = (command: Command) => {
      const latency =
        command instanceof TransactWriteItemsCommand ? LATENCY_MS.transaction : LATENCY_MS.dynamo;
      return this.#meter.call(latency, () => this.#serveAndTell(command));
    };
    return { send } as unknown as DynamoDBClient;
  }

  #serveAndTell(command: Command): object {
    const units: Units[] = [];
    this.#units = units;
    const isCharged = this.#meter.isCharging;
    try {
      const answer = this.#serve(command);
      this.onServed({ command, answer, units, isCharged });
      return answer;
    } catch (error) {
      this.onServed({ command, units, isCharged, error: (error as Error).name });
      throw error;
    }
  }

  #serve(command: object): object {
    if (command instanceof GetItemCommand) {
      const { TableName, Key, ConsistentRead = false } = command.input;
      return { Item: this.#read(placeOf(TableName!, Key!), ConsistentRead) };
    }
    if (command instanceof BatchGetItemCommand) {
      const tables = Object.entries(command.input.RequestItems ?? {});
      const Responses = tables.map(([name, { Keys = [], ConsistentRead = false }]) => [
        name,
        Keys.map((key) => this.#read(placeOf(name, key), ConsistentRead)).filter((item) => item),
      ]);
      return { Responses: Object.fromEntries(Responses) };
    }
    if (command instanceof QueryCommand) return this.#query(command);
    if (command instanceof PutItemCommand) return this.#write(toPut(command.input));
    if (command instanceof DeleteItemCommand) return this.#write(toDelete(command.input));
    if (command instanceof UpdateItemCommand) return this.#update(command);
    if (command instanceof TransactWriteItemsCommand) return this.#transact(command);
    throw new Error(`a command of DynamoDB that is not priced: ${command.constructor.name}`);
  }

  #read(runtime: Place, isConsistent: boolean): Attributes | undefined {
    const row = this.#store(runtime).get(runtime.pk, runtime.sk);
    this.#charge("rru", runtime, readUnits(row?.bytes ?? 0, isConsistent), row?.bytes ?? 0);
    return row?.item;
  }

  #query({ input }: QueryCommand): object {
    const pk = input.ExpressionAttributeValues![":pk"]!.S!;
    const table = input.TableName as TableName;
    const found = queryRows(this.stores.get(table)!.partition(pk), input);
    const units = readUnits(found.bytes, input.ConsistentRead ?? false);
    this.#charge("rru", { table, pk, sk: "*" }, units, found.bytes);
    return found.answer;
  }

  #write(change: Change): object {
    const failed = this.#judge(change, writeUnits);
    if (failed) throw failed;
    this.#apply(change);
    return {};
  }

  #transact({ input }: TransactWriteItemsCommand): object {
    const changes = (input.TransactItems ?? []).map(({ Put, Delete }) =>
      Put ? toPut(Put) : toDelete(Delete!),
    );
    const failures = changes.map((change) => this.#judge(change, transactionUnits));
    if (failures.some((failure) => failure)) {
      const CancellationReasons = failures.map((failure) =>
        failure ? { Code: "ConditionalCheckFailed", Item: failure.Item } : { Code: "None" },
      );
      throw new TransactionCanceledException({ ...META, message: "", CancellationReasons });
    }
    for (const change of changes) this.#apply(change);
    return {};
  }

  #update({ input }: UpdateItemCommand): object {
    const runtime = placeOf(input.TableName!, input.Key!);
    const before = this.#store(runtime).get(runtime.pk, runtime.sk)?.item;
    const { after, updated } = applyUpdate(before ?? input.Key!, input);
    return { ...this.#write({ ...condition(input), runtime, after }), Attributes: updated };
  }

  /** Charges for a change, and says whether its condition stops it. */
  #judge(change: Change, units: typeof writeUnits) {
    const { runtime, after } = change;
    const before = this.#store(runtime).get(runtime.pk, runtime.sk);
    const bytes = after ? itemBytes(after) : 0;
    this.#charge(
      "wru",
      runtime,
      units(before?.bytes ?? 0, bytes),
      Math.max(before?.bytes ?? 0, bytes),
    );
    const { ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = change;
    const holds = isMet(
      ConditionExpression,
      before?.item,
      ExpressionAttributeNames,
      ExpressionAttributeValues,
    );
    if (holds) return undefined;
    return new ConditionalCheckFailedException({ ...META, message: "", Item: before?.item });
  }

  #apply({ runtime, after }: Change): void {
    if (after) this.#store(runtime).put(runtime.pk, runtime.sk, after);
    else this.#store(runtime).delete(runtime.pk, runtime.sk);
  }

  #charge(unit: "wru" | "rru", runtime: Place, quantity: number, bytes: number): void {
    this.#units.push({ table: runtime.table, unit, quantity });
    const invocation = this.#meter.current;
    if (!invocation) return;
    const kind = kindOf(runtime, invocation.by);
    // A minute's sweep costs the same whether anything is due: what lies there, and what it moves,
    // is the mails'.
    if (invocation.by === "tick" && kind === "pack" && quantity > 1) {
      this.#meter.charge(unit, quantity - 1, kind, { shares: { mail: 1 }, bytes });
      this.#meter.charge(unit, 1, kind);
      return;
    }
    const isMoved = kind === "cursor" && invocation.hasSent;
    const shares = isMoved ? { mail: 1 } : purposeOf(kind, runtime, invocation);
    this.#meter.charge(unit, quantity, kind, { shares, bytes });
  }

  #store({ table }: Place): Store {
    return this.stores.get(table)!;
  }
}

const placeOf = (name: string, key: Attributes): Place => ({
  table: name as TableName,
  pk: key.pk!.S!,
  sk: key.sk!.S!,
});

const condition = ({
  ConditionExpression,
  ExpressionAttributeNames,
  ExpressionAttributeValues,
}: Condition): Condition => ({
  ConditionExpression,
  ExpressionAttributeNames,
  ExpressionAttributeValues,
});

const toPut = (input: Condition & { TableName?: string; Item?: Attributes }): Change => ({
  ...condition(input),
  runtime: placeOf(input.TableName!, input.Item!),
  after: input.Item,
});

const toDelete = (input: Condition & { TableName?: string; Key?: Attributes }): Change => ({
  ...condition(input),
  runtime: placeOf(input.TableName!, input.Key!),
  after: undefined,
});
