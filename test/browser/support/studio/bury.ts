import { join } from "node:path";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { prepareQueue } from "#shared/adapters/sqlite/queue-statements.ts";
import { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { noteFailures } from "#shared/platform/failures/index.ts";

const ERROR = "TypeError: Cannot read properties of undefined (reading 'variants')";

/** Puts a dead letter into a data folder whose program has stopped: no honest work makes one. */
export async function buryLetter(folder: string, now: number): Promise<void> {
  const database = new Database(join(folder, "dripstack.sqlite"));
  const { insert, bury } = prepareQueue(database);
  const { lastInsertRowid: id } = insert.run("work", now, now, "{}");
  bury.run("work", id);
  // As often as it is put back by itself.
  database.sql.exec(`UPDATE queue SET redriven = 3 WHERE id = ${id}`);
  const clock = { now: () => now, realNow: () => now, monotonicMs: () => now };
  const table = new SqliteTable(database, clock);
  await noteFailures({ table }, new Map([[String(id), ERROR]]), now);
  database.close();
}
