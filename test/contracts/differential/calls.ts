import { DripError, RowConflict } from "#shared/kernel/errors.ts";
import type {
  Item,
  Key,
  QueryOptions,
  Range,
  Table,
  TableName,
  Write,
} from "#shared/ports/table.ts";

/** One question to a table. A query is asked to its end, page by page. */
export type Call =
  | { op: "get"; key: Key; consistent?: boolean }
  | { op: "getMany"; keys: Key[]; consistent?: boolean }
  | { op: "query"; table: TableName; pk: string; range: Range; options: QueryOptions }
  | { op: "write"; writes: Write[]; writer?: string }
  | { op: "writeEach"; writes: Write[]; writer?: string }
  | { op: "add"; key: Key; fields: Record<string, number>; expiresAt?: number; from?: number };

/** What every table must answer alike: errors by name, conflicts also by row. */
export type Reply = { value: unknown } | { error: string };

export const refusal = (error: unknown): Reply => {
  if (!(error instanceof DripError)) throw error;
  return {
    error: error instanceof RowConflict ? `Conflict: ${error.message}: ${error.sk}` : error.name,
  };
};

/** Also of some writes of which one has failed. */
export const hasFailed = (reply: Reply): boolean =>
  "error" in reply || (Array.isArray(reply.value) && reply.value.some((one) => one?.error));

export async function ask(table: Table, call: Call): Promise<Reply> {
  try {
    return { value: await answer(table, call) };
  } catch (error) {
    return refusal(error);
  }
}

async function answer(table: Table, call: Call): Promise<unknown> {
  switch (call.op) {
    case "get":
      return table.get(call.key, { consistent: call.consistent });
    case "getMany":
      return table.getMany(call.keys, { consistent: call.consistent });
    case "query":
      return readPages(table, call);
    case "write":
      return table.write(call.writes, call.writer);
    case "writeEach": {
      const results = await table.writeEach(call.writes, call.writer);
      return results.map((error) => (error ? refusal(error) : undefined));
    }
    case "add":
      return table.add(call.key, call.fields, { expiresAt: call.expiresAt, from: call.from });
  }
}

async function readPages(table: Table, call: Call & { op: "query" }): Promise<Item[]> {
  const rows: Item[] = [];
  const { limit = 1000 } = call.options;
  let { after } = call.options;
  do {
    const page = await table.query(call.table, call.pk, call.range, { ...call.options, after });
    if (page.items.length > limit) throw new Error("a page has more rows than were asked for");
    rows.push(...page.items);
    after = page.cursor;
  } while (after !== undefined);
  return rows;
}
