import { join } from "node:path";
import { expect, test } from "vitest";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { tempFolder } from "#test/support/temp-folder.ts";

function open() {
  const file = join(tempFolder(), "data.sqlite");
  const database = new Database(file);
  database.sql.exec("CREATE TABLE n (n INTEGER)");
  const insert = database.sql.prepare("INSERT INTO n VALUES (?)");
  const other = new Database(file);
  const select = other.sql.prepare("SELECT n FROM n ORDER BY n");
  const seen = () => select.all().map((row) => row.n);
  return { database, insert, other, seen };
}

test("what may wait goes with the next commit, or by itself a moment later", async () => {
  const { database, insert, seen } = open();
  database.commitSoon(
    () => insert.run(1),
    () => {},
  );
  expect(seen()).toEqual([]);
  await database.commit(() => insert.run(2));
  expect(seen()).toEqual([1, 2]);
  await new Promise<void>((done) => database.commitSoon(() => insert.run(3), done));
  expect(seen()).toEqual([1, 2, 3]);
});

test("reading keeps no commit of the same turn waiting, and closing ends it", async () => {
  const { database, insert, seen } = open();
  database.beginReading();
  database.beginReading();
  await database.commit(() => {
    database.beginReading();
    insert.run(1);
  });
  expect(seen()).toEqual([1]);
  database.beginReading();
  database.close();
  await new Promise((resolve) => setTimeout(resolve, 30));
});

test("a change that is done whole leaves nothing of itself behind when it fails, and the others go on", async () => {
  const { database, insert, seen } = open();
  const failing = database.commitWhole(2, () => {
    insert.run(1);
    throw new Error("half done");
  });
  const going = database.commit(() => insert.run(2));
  await expect(failing).rejects.toThrow("half done");
  await going;
  expect(seen()).toEqual([2]);
});

test("a commit that the file does not take fails for all who wait for it", async () => {
  const { database, insert, other, seen } = open();
  other.sql.exec("BEGIN IMMEDIATE");
  const released = new Promise<void>((done) => database.commitSoon(() => insert.run(1), done));
  await expect(database.commit(() => insert.run(2))).rejects.toThrow(Unavailable);
  await released;
  other.sql.exec("ROLLBACK");
  expect(seen()).toEqual([]);
});
