import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { TABLES } from "#shared/ports/table.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { TestClock } from "#test/support/world.ts";
import { compare, type Store } from "./differential/compare.ts";

const seed = Number(process.env.SEED ?? 2);

function sqlite(file: string, clock: TestClock): Store {
  const database = new Database(file);
  onTestFinished(() => database.close());
  const table = new SqliteTable(database, clock);
  const sweep = async () => {
    for (const name of TABLES) await table.sweepExpired(name, { pk: "", sk: "" }, 1_000);
  };
  return { name: `SQLite in ${file}`, table, sweep };
}

test("SQLite in memory replies as the model does, until everything was met", async () => {
  const clock = new TestClock();
  const { met } = await compare([sqlite(":memory:", clock)], { seed, steps: 2_000, clock });
  expect([...met].filter(([, count]) => count === 0)).toEqual([]);
});

test("SQLite on disk replies as the model does", async () => {
  const clock = new TestClock();
  const folder = tempFolder();
  onTestFinished(() => rm(folder, { recursive: true }));
  await compare([sqlite(join(folder, "data.sqlite"), clock)], { seed, steps: 60, clock });
});
