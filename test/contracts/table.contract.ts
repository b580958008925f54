import { describe, expect, test } from "vitest";
import { Conflict } from "#shared/kernel/errors.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Key, Put, Table, Write } from "#shared/ports/table.ts";

const NOW = 1_800_000_000_000;

/** What every `Table` must do. `make` gives an adapter that reads the given clock; its rows may be shared. */
export function tableContract(name: string, make: (clock: Clock) => Promise<Table>) {
  let now = NOW;
  const clock: Clock = { now: () => now, monotonicMs: () => now };
  let partitions = 0;
  const fresh = async () => {
    now = NOW;
    partitions += 1;
    const pk = `p${partitions}`;
    const key = (sk: string): Key => ({ table: "people", pk, sk });
    const put = (sk: string, expect: Put["expect"], data: object = { sk }): Put => ({
      put: key(sk),
      v: 1,
      data,
      expect,
    });
    return { table: await make(clock), pk, key, put };
  };

  describe(`the table on ${name}`, () => {
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
      await expect(table.write([put("a", "absent"), put("b", "absent")])).rejects.toThrow(/b/);
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

    test("an expired row counts as absent for every read and every expectation", async () => {
      const { table, pk, key, put } = await fresh();
      await table.write([{ ...put("a", "absent"), expiresAt: NOW + 60_000 }]);
      expect((await table.get(key("a")))?.expiresAt).toBe(NOW + 60_000);
      now = NOW + 60_000;
      expect(await table.get(key("a"))).toBeUndefined();
      expect((await table.query("people", pk, { prefix: "a" })).items).toEqual([]);
      await expect(table.write([put("a", 1)])).rejects.toThrow(Conflict);
      await table.write([put("a", "absent", { again: true })]);
      expect((await table.get(key("a")))?.version).toBe(1);
    });

    test("a query gives the order of the UTF-8 bytes, forwards and backwards", async () => {
      const { table, pk, put } = await fresh();
      const keys = ["B", "a", "a#1", "a#2", "é", "z", "\u{1f600}", "\uffee"];
      await table.write(keys.map((sk) => put(sk, "absent")));
      const sorted = keys.toSorted((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y)));
      const all = await table.query("people", pk, {});
      expect(all.items.map((item) => item.sk)).toEqual(sorted);
      const back = await table.query("people", pk, {}, { reverse: true });
      expect(back.items.map((item) => item.sk)).toEqual(sorted.toReversed());
    });

    test("a query is bounded by a prefix or by both ends, inclusive", async () => {
      const { table, pk, put } = await fresh();
      await table.write(["a", "a#1", "a#2", "b", "c"].map((sk) => put(sk, "absent")));
      const sks = async (range: Parameters<Table["query"]>[2]) =>
        (await table.query("people", pk, range)).items.map((item) => item.sk);
      expect(await sks({ prefix: "a" })).toEqual(["a", "a#1", "a#2"]);
      expect(await sks({ from: "a#1", to: "b" })).toEqual(["a#1", "a#2", "b"]);
      expect(await sks({ from: "b" })).toEqual(["b", "c"]);
    });

    test.each([false, true])("pages meet without gap or overlap (reverse: %s)", async (reverse) => {
      const { table, pk, put } = await fresh();
      const keys = Array.from({ length: 23 }, (_, i) => `k${String(i).padStart(2, "0")}`);
      await table.write(keys.map((sk) => put(sk, "absent")));
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await table.query("people", pk, {}, { limit: 5, after, reverse });
        expect(page.items.length).toBeLessThanOrEqual(5);
        seen.push(...page.items.map((item) => item.sk));
        after = page.cursor;
      } while (after !== undefined);
      expect(seen).toEqual(reverse ? keys.toReversed() : keys);
    });

    test("adding counts from nothing, loses nothing under contention, and expires", async () => {
      const { table, pk } = await fresh();
      const key: Key = { table: "stats", pk, sk: "s" };
      expect(await table.add(key, { sent: 2, held: 1 })).toEqual({ sent: 2, held: 1 });
      const many = await Promise.all(Array.from({ length: 20 }, () => table.add(key, { sent: 1 })));
      expect(Math.max(...many.map((sums) => sums.sent!))).toBe(22);
      expect((await table.get<object>(key))?.data).toEqual({ sent: 22, held: 1 });
      await table.add(key, { sent: -22 }, { expiresAt: NOW + 1000 });
      now = NOW + 1000;
      expect(await table.add(key, { sent: 1 })).toEqual({ sent: 1 });
    });

    test("of many who put one row only one wins", async () => {
      const { table, put } = await fresh();
      const results = await Promise.all(
        Array.from({ length: 10 }, () => table.writeEach([put("a", "absent")])),
      );
      expect(results.flat().filter((result) => result === undefined)).toHaveLength(1);
    });

    test("what is too large is refused before anything is written", async () => {
      const { table, key, put } = await fresh();
      const large = { text: "x".repeat(400 * 1024) };
      const attempt = async (writes: Write[]) => table.write(writes);
      await expect(attempt([put("a", "any"), put("b", "any", large)])).rejects.toThrow(/too large/);
      await expect(attempt([put("s".repeat(1025), "any")])).rejects.toThrow(/too long/);
      expect(await table.get(key("a"))).toBeUndefined();
    });
  });
}
