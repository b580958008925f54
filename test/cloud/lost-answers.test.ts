import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOptions } from "#shared/adapters/aws/client-options.ts";
import { DynamoTable } from "#shared/adapters/aws/dynamodb/table.ts";
import { Conflict, Unavailable } from "#shared/kernel/errors.ts";
import { retryingTable } from "#shared/ports/retrying-table.ts";
import type { Key, Put, Table } from "#shared/ports/table.ts";
import { seededEntropy, TestClock } from "#test/support/world.ts";
import { clientOf, createTables, DYNAMO_PLACES } from "./machine/dynamo-places.ts";

const key = (sk: string): Key => ({ table: "people", pk: "p", sk });
const put = (sk: string, expect: Put["expect"]): Put => ({
  put: key(sk),
  v: 1,
  data: { sk },
  expect,
});

/**
 * Loses the answers, of those that DynamoDB gives, that `isLost` says, after everything was done.
 */
function loseAnswers(client: DynamoDBClient, isLost: () => boolean): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      if (!isLost()) return answer;
      (answer.response as { body?: { destroy?: () => void } }).body?.destroy?.();
      throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
    },
    { step: "deserialize", priority: "low" },
  );
}

for (const [place, missing, start] of DYNAMO_PLACES) {
  describe.skipIf(missing)(`answers lost on the way from ${place}`, () => {
    let emulator: Awaited<ReturnType<typeof start>>;
    let table: Table;
    let answers = 0;
    let isLost = (_: number): boolean => false;
    const lose = (which: (answer: number) => boolean) => {
      answers = 0;
      isLost = which;
    };
    const version = async (sk: string) => (await table.get(key(sk), { consistent: true }))?.version;

    beforeAll(async () => {
      emulator = await start();
      const client = clientOf(emulator, clientOptions.table);
      loseAnswers(client, () => isLost(answers++));
      table = new DynamoTable(client, await createTables(client), new TestClock());
    });
    afterAll(() => emulator?.stop());

    test("a row is written once, whatever it was expected to be", async () => {
      lose((answer) => answer % 2 === 0);
      await table.write([put("one", "absent")]);
      await table.write([put("one", 1)]);
      await table.write([put("one", { below: 7 })]);
      expect(answers).toBe(6);
      expect(await version("one")).toBe(7);
    });

    test("rows are written whole once, deletes among them", async () => {
      await table.write([put("gone", "absent")]);
      lose((answer) => answer === 0);
      await table.write([
        put("w1", "absent"),
        put("w2", "absent"),
        { delete: key("gone"), expect: 1 },
      ]);
      expect(answers).toBe(2);
      expect([await version("w1"), await version("w2"), await version("gone")]).toEqual([
        1,
        1,
        undefined,
      ]);
    });

    test("of many rows each is known to be written", async () => {
      lose((answer) => answer < 5);
      const rows = Array.from({ length: 40 }, (_, i) => put(`each ${i}`, "absent"));
      expect(await table.writeEach(rows)).toEqual(rows.map(() => undefined));
      expect(answers).toBe(45);
    });

    test("a row from another writer stays a conflict", async () => {
      lose(() => false);
      await table.write([put("theirs", "absent")]);
      lose((answer) => answer % 2 === 0);
      await expect(table.write([put("theirs", "absent")])).rejects.toThrow(Conflict);
      const both = table.write([put("theirs", "absent"), put("mine", "absent")]);
      await expect(both).rejects.toThrow(Conflict);
      expect(await table.writeEach([put("theirs", 2)])).toEqual([expect.any(Conflict)]);
      expect(await version("theirs")).toBe(1);
    });

    test("a caller who never heard asks again with the same token, and finds the write done", async () => {
      lose(() => true);
      await expect(table.write([put("late", "absent")], "token")).rejects.toThrow(Unavailable);
      const whole = [put("late 1", "absent"), put("late 2", "absent")];
      await expect(table.write(whole, "token")).rejects.toThrow(Unavailable);
      lose(() => false);
      await table.write([put("late", "absent")], "token");
      await table.write(whole, "token");
      await expect(table.write([put("late", "absent")], "other")).rejects.toThrow(Conflict);
      // Three tries of the client, and then a fourth of the patient one.
      lose((answer) => answer < 3);
      await retryingTable(table, seededEntropy()).write([put("patient", "absent")]);
      expect(answers).toBe(4);
      expect([await version("late"), await version("late 2"), await version("patient")]).toEqual([
        1, 1, 1,
      ]);
    });

    test("reads are asked again", async () => {
      lose(() => false);
      await table.writeEach([put("read 1", "any"), put("read 2", "any")]);
      lose((answer) => answer % 2 === 0);
      expect(await version("read 1")).toBe(1);
      expect(await table.getMany([key("read 2"), key("none")])).toEqual([
        expect.objectContaining({ sk: "read 2" }),
        undefined,
      ]);
      const { items } = await table.query("people", "p", { prefix: "read " });
      expect(items.map(({ sk }) => sk)).toEqual(["read 1", "read 2"]);
    });

    test("a lone delete that expects a version can not tell that it was done: a known limit", async () => {
      lose(() => false);
      await table.write([put("deleted", "absent")]);
      lose((answer) => answer === 0);
      await expect(table.write([{ delete: key("deleted"), expect: 1 }])).rejects.toThrow(Conflict);
      expect(await version("deleted")).toBeUndefined();
    });
  });
}
