import { statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { FileTraces } from "#shared/adapters/local/external-traces.ts";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import type { Put } from "#shared/ports/table.ts";
import { filesWith } from "#test/support/scan-folder.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { TestClock } from "#test/support/world.ts";

const MARK = "qzmarkedqz";
/**
 * Of each size that SQLite stores in another way: within a page, with an overflow page, with a
 * chain of them.
 */
const SIZES = [50, 1_500, 9_000, 40_000];

function open() {
  const folder = tempFolder();
  const database = new Database(join(folder, "dripstack.sqlite"));
  const clock = new TestClock();
  const queue = new SqliteQueue(database, clock);
  return { folder, database, queue, table: new SqliteTable(database, clock) };
}

const filler = (size: number, i: number) => `${MARK}${"x".repeat(size)}${MARK}${i}`;

test("no byte of what was changed or deleted is left in the file or its log, while it is open and after", async () => {
  const { folder, database, queue, table } = open();
  const keys = SIZES.flatMap((size) =>
    Array.from({ length: 60 }, (_, i) => ({
      size,
      key: { table: "people", pk: `p${i % 7}`, sk: `${size}#${i}` } as const,
      i,
    })),
  );
  const put = (key: (typeof keys)[number]["key"], data: object) =>
    table.write([{ put: key, v: 1, data, expect: "any" }]);
  await Promise.all(keys.map(({ size, key, i }) => put(key, { text: filler(size, i) })));
  await Promise.all(keys.map(({ size, key, i }) => put(key, { text: filler(size * 2, i) })));
  await queue.send(
    "work",
    keys.map(({ size, i }) => ({ body: { text: filler(size, i) } })),
  );
  expect(filesWith(folder, MARK)).toContain("dripstack.sqlite-wal");
  // Every other row shrinks, the others go; what waited is worked off.
  await Promise.all(
    keys.map(({ key, i }) =>
      i % 2 ? put(key, {}) : table.write([{ delete: key, expect: "any" }]),
    ),
  );
  for (let taken = queue.receive("work", 50); taken.length > 0; taken = queue.receive("work", 50)) {
    await queue.ack(taken.map(({ id }) => id));
  }
  const remains = new FileTraces(database, queue);
  // Its commit takes along what was acknowledged before.
  await remains.remove("unknown", (body) => body);
  await remains.overwrite();
  expect(statSync(join(folder, "dripstack.sqlite-wal")).size).toBe(0);
  expect(filesWith(folder, MARK)).toEqual([]);
  // It goes on, and a commit is durable as before.
  await put(keys[0]!.key, { n: 1 });
  database.close();
  expect(filesWith(folder, MARK)).toEqual([]);
});

test("nor where rows moved to other pages before they were deleted; what is left is whole", async () => {
  const { folder, database, queue, table } = open();
  const rows = fc
    .sample(fc.integer({ min: 1, max: 1_500 }), { numRuns: 1_500, seed: 7 })
    .map((size, i) => ({
      put: { table: "people", pk: `p${(i * 7_919) % 1_009}`, sk: `s${i}` },
      v: 1,
      data: { text: i % 3 ? `${"y".repeat(size)}` : filler(size, i) },
      expect: "any",
    })) satisfies Put[];
  for (let i = 0; i < rows.length; i += 100) await table.writeEach(rows.slice(i, i + 100));
  const [marked = [], others = []] = [0, 1].map((rest) =>
    rows.filter((_, i) => (i % 3 ? 1 : 0) === rest),
  );
  const ends = marked.map(({ put }) => ({ delete: put, expect: "any" }) as const);
  for (let i = 0; i < ends.length; i += 100) await table.writeEach(ends.slice(i, i + 100));
  database.emptyLog();
  const before = filesWith(folder, MARK);
  const remains = new FileTraces(database, queue);
  // Other work continues meanwhile.
  await Promise.all([
    remains.overwrite(),
    remains.overwrite(),
    table.writeEach(others.slice(0, 50)),
  ]);
  await remains.overwrite();
  expect([before, filesWith(folder, MARK)]).toEqual([["dripstack.sqlite"], []]);
  const check = database.sql.prepare("PRAGMA integrity_check").all();
  expect(check).toEqual([{ integrity_check: "ok" }]);
  for (const { put, data } of others) expect((await table.get(put))?.data).toEqual(data);
  await table.writeEach(others.slice(0, 100));
  database.close();
  expect(filesWith(folder, MARK)).toEqual([]);
});
