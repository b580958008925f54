import { DynamoTable } from "#shared/adapters/aws/dynamodb/table.ts";
import type { Clock } from "#shared/ports/clock.ts";
import { TABLES, type Table, type TableName } from "#shared/ports/table.ts";
import { START } from "#test/support/world.ts";
import { Agenda } from "./agenda.ts";
import { FakeDynamo } from "./dynamo.ts";
import { Meter } from "./invocation.ts";
import { Ledger } from "./ledger.ts";

/**
 * The real adapter of DynamoDB on the meter's tables: what it reads and writes is counted in units,
 * as AWS does.
 */
export function countedTable() {
  const dynamo = new FakeDynamo(new Meter(new Ledger(), new Agenda(START)));
  let units: { table: TableName; unit: "wru" | "rru"; quantity: number }[] = [];
  dynamo.onServed = (served) => void units.push(...served.units);
  const names = Object.fromEntries(TABLES.map((name) => [name, name])) as Record<TableName, string>;
  const sum = (unit: "wru" | "rru", table: TableName) =>
    units
      .filter((one) => one.unit === unit && one.table === table)
      .reduce((total, { quantity }) => total + quantity, 0);
  return {
    tableOf: (clock: Clock): Table => new DynamoTable(dynamo.client, names, clock),
    reset: () => {
      units = [];
    },
    read: (table: TableName) => sum("rru", table),
    /**
     * Write units of each table that was written; the wheel's cursors, which move each minute, are
     * left out.
     */
    writtenByTable: () => {
      const tables = TABLES.filter((table) => table !== "due" && sum("wru", table) > 0);
      return Object.fromEntries(tables.map((table) => [table, sum("wru", table)]));
    },
  };
}
