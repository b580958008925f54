import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { tempFolder } from "#test/support/temp-folder.ts";

/** A database on a disk whose flushes end when the test says so. */
function slowDisk() {
  const flushes: ((error: Error | null) => void)[] = [];
  const original = fs.fdatasync;
  fs.fdatasync = ((_: number, done: (error: Error | null) => void) => {
    flushes.push(done);
  }) as typeof original;
  syncBuiltinESMExports();
  const folder = tempFolder();
  const database = new Database(join(folder, "data.sqlite"));
  database.sql.exec("CREATE TABLE t (n INTEGER)");
  onTestFinished(() => {
    fs.fdatasync = original;
    syncBuiltinESMExports();
    database.close();
  });
  const insert = database.sql.prepare("INSERT INTO t VALUES (?)");
  const commits: number[] = [];
  const commit = (n: number) =>
    database.commit(() => void insert.run(n)).then(() => void commits.push(n));
  return { database, flushes, commits, commit };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("a commit is answered once the log is flushed; what comes meanwhile goes together, after it", async () => {
  const { flushes, commits, commit, database } = slowDisk();
  void commit(1);
  void commit(2);
  await turn();
  await turn();
  expect(flushes).toHaveLength(1);
  expect(commits).toEqual([]);
  void commit(3);
  await turn();
  void commit(4);
  await turn();
  expect(flushes).toHaveLength(1);
  const isFlushed = database.flushed().then(() => commits.length);
  flushes[0]!(null);
  expect(await isFlushed).toBe(2);
  await turn();
  expect([commits, flushes.length]).toEqual([[1, 2], 2]);
  flushes[1]!(null);
  await turn();
  expect(commits).toEqual([1, 2, 3, 4]);
});

test("after a failed flush every commit fails: the state of the disk is unknown", async () => {
  const { flushes, commit, database } = slowDisk();
  const first = expect(commit(1)).rejects.toThrow("disk");
  await turn();
  flushes[0]!(new Error("EIO"));
  await first;
  await expect(commit(2)).rejects.toThrow();
  await expect(database.flushed()).rejects.toThrow("disk");
  expect(flushes).toHaveLength(1);
});

test("a turn that was asked for and came too late keeps no later commit waiting", async () => {
  const { flushes, commit, commits, database } = slowDisk();
  const soon = new Promise<void>((done) => database.commitSoon(() => {}, done));
  // Both the timer of what may wait and the commit's own turn are due at once, the timer first.
  const until = Date.now() + 30;
  while (Date.now() < until);
  await new Promise<void>((done) => setImmediate(done));
  const first = commit(1);
  await new Promise((done) => setTimeout(done, 40));
  while (flushes.length > 0) flushes.shift()!(null);
  await turn();
  while (flushes.length > 0) flushes.shift()!(null);
  await Promise.all([soon, first]);
  await turn();
  const second = commit(2);
  await turn();
  await turn();
  flushes.shift()!(null);
  await second;
  expect(commits).toEqual([1, 2]);
});
