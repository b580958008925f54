import { expect, test } from "vitest";
import { Conflict } from "#shared/kernel/errors.ts";
import type { Key, Write } from "#shared/ports/table.ts";
import { type Fresh, NOW } from "./table-scene.ts";

/** Rows are written on the version that was read, whole or each for itself, once a token. */
export function tableWrites(fresh: Fresh): void {
  test("a row is absent until it is put, and then has version 1", async () => {
    const { table, key, put } = await fresh();
    expect(await table.get(key("a"))).toBeUndefined();
    await table.write([put("a", "absent", { n: 1, deep: { list: [1, "é", null] } })]);
    expect(await table.get(key("a"))).toEqual({
      ...key("a"),
      version: 1,
      v: 1,
      data: { n: 1, deep: { list: [1, "é", null] } },
    });
    await expect(table.write([put("a", "absent")])).rejects.toThrow(Conflict);
  });

  test("a row is replaced only at the version that was read", async () => {
    const { table, key, put } = await fresh();
    await table.write([put("a", "absent")]);
    await table.write([put("a", 1, { second: true })]);
    expect((await table.get(key("a")))?.version).toBe(2);
    await expect(table.write([put("a", 1)])).rejects.toThrow(/a/);
    expect((await table.get(key("a")))?.data).toEqual({ second: true });
    await expect(table.write([put("b", 1)])).rejects.toThrow(Conflict);
  });

  test("a row written below a version carries that version, and an older one is refused", async () => {
    const { table, key, put } = await fresh();
    await table.write([put("a", { below: 5 })]);
    expect((await table.get(key("a")))?.version).toBe(5);
    await expect(table.write([put("a", { below: 5 })])).rejects.toThrow(Conflict);
    await table.write([put("a", { below: 9 })]);
    expect((await table.get(key("a")))?.version).toBe(9);
  });

  test("a write of several rows is done whole or not at all", async () => {
    const { table, key, put } = await fresh();
    await table.write([put("b", "absent")]);
    const both = table.write([put("a", "absent"), put("b", "absent")]);
    await expect(both).rejects.toMatchObject({ name: "Conflict", sk: "b" });
    expect(await table.get(key("a"))).toBeUndefined();
    await table.write([put("a", "absent"), { delete: key("b"), expect: 1 }]);
    expect(await table.getMany([key("b"), key("a")])).toEqual([
      undefined,
      expect.objectContaining({ sk: "a" }),
    ]);
  });

  test("rows written each for themselves get a result each", async () => {
    const { table, key, put } = await fresh();
    await table.write([put("b", "absent")]);
    const results = await table.writeEach([
      put("a", "absent"),
      put("b", "absent"),
      put("c", "any"),
    ]);
    expect(results).toEqual([undefined, expect.any(Conflict), undefined]);
    expect(await table.get(key("c"))).toBeDefined();
  });

  test("the same write with the same writer's token succeeds again without being done again", async () => {
    const { table, key, put } = await fresh();
    const writes: Write[] = [put("a", "absent"), put("b", "absent")];
    await table.write(writes, "token-1");
    await table.write(writes, "token-1");
    expect(await table.writeEach(writes, "token-1")).toEqual([undefined, undefined]);
    expect((await table.get(key("a")))?.version).toBe(1);
    await expect(table.write(writes, "token-2")).rejects.toThrow(Conflict);
  });

  test.each([
    ["before", 0],
    ["behind", 1],
  ])(
    "a write repeated with its token is done, though a delete stands %s the row that proves it",
    async (_, at) => {
      const { table, key, put } = await fresh();
      await table.write([put("a", "absent"), put("c", "absent")]);
      const writes: Write[] = [put("a", 1), put("any", "any")];
      writes.splice(at, 0, { delete: key("c"), expect: 1 });
      await table.write(writes, "token-1");
      await table.write([put("any", "any", { later: true })]);
      await table.write(writes, "token-1");
      expect((await table.get(key("a")))?.version).toBe(2);
      expect((await table.get(key("any")))?.data).toEqual({ later: true });
    },
  );

  test("an expired row counts as absent for every read and every expectation", async () => {
    const { table, pk, key, put, clock } = await fresh();
    await table.write([{ ...put("a", "absent"), expiresAt: NOW + 60_000 }]);
    expect((await table.get(key("a")))?.expiresAt).toBe(NOW + 60_000);
    clock.at = NOW + 60_000;
    expect(await table.get(key("a"))).toBeUndefined();
    expect((await table.query("people", pk, { prefix: "a" })).items).toEqual([]);
    // Who deletes what is left of it asks for it.
    const left = await table.query("people", pk, { prefix: "a" }, { expired: true });
    expect(left.items).toMatchObject([{ sk: "a", data: { sk: "a" }, expiresAt: NOW + 60_000 }]);
    await expect(table.write([put("a", 1)])).rejects.toThrow(Conflict);
    await table.write([put("a", "absent", { again: true })]);
    expect((await table.get(key("a")))?.version).toBe(1);
  });

  test("adding counts from nothing, loses nothing under contention, and expires", async () => {
    const { table, pk, clock } = await fresh();
    const key: Key = { table: "stats", pk, sk: "s" };
    expect(await table.add(key, { sent: 2, held: 1 })).toEqual({ sent: 2, held: 1 });
    const many = await Promise.all(Array.from({ length: 20 }, () => table.add(key, { sent: 1 })));
    expect(Math.max(...many.map((sums) => sums.sent!))).toBe(22);
    expect((await table.get<object>(key))?.data).toEqual({ sent: 22, held: 1 });
    await table.add(key, { sent: -22 }, { expiresAt: NOW + 1000 });
    clock.at = NOW + 1000;
    expect(await table.add(key, { sent: 1 })).toEqual({ sent: 1 });
    const inherited = { constructor: 1, valueOf: 2 };
    expect(await table.add({ ...key, sk: "names" }, inherited)).toEqual(inherited);
  });

  test("many who take the next stretch of a line at once each get their own, and none in the past", async () => {
    const { table, pk } = await fresh();
    const key: Key = { table: "stats", pk, sk: "line" };
    const take = (from: number) => table.add(key, { end: 10 }, { from });
    const many = await Promise.all(Array.from({ length: 50 }, () => take(1_000)));
    const ends = many.map(({ end }) => end!).toSorted((a, b) => a - b);
    expect(ends).toEqual(Array.from({ length: 50 }, (_, i) => 1_010 + 10 * i));
    expect(await take(1_400)).toEqual({ end: 1_510 });
    expect(await take(9_000)).toEqual({ end: 9_010 });
    expect((await table.get<object>(key))?.data).toEqual({ end: 9_010 });
  });

  test("of many who put one row only one wins", async () => {
    const { table, put } = await fresh();
    const results = await Promise.all(
      Array.from({ length: 10 }, () => table.writeEach([put("a", "absent")])),
    );
    expect(results.flat().filter((result) => result === undefined)).toHaveLength(1);
  });
}
