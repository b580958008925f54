import { describe, expect, test } from "vitest";
import { Conflict, Defect } from "#shared/kernel/errors.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Key, Put, QueryOptions, Range, Table, Write } from "#shared/ports/table.ts";
import { TABLE_LIMITS } from "#shared/ports/table-limits.ts";

const NOW = 1_800_000_000_000;

/** What every `Table` must do. `make` gives an adapter on the given clock. */
export function tableContract(name: string, make: (clock: Clock) => Promise<Table>) {
  let now = NOW;
  const clock: Clock = { now: () => now, realNow: () => now, monotonicMs: () => now };
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
      const { table, pk, key, put } = await fresh();
      await table.write([{ ...put("a", "absent"), expiresAt: NOW + 60_000 }]);
      expect((await table.get(key("a")))?.expiresAt).toBe(NOW + 60_000);
      now = NOW + 60_000;
      expect(await table.get(key("a"))).toBeUndefined();
      expect((await table.query("people", pk, { prefix: "a" })).items).toEqual([]);
      // Who deletes what is left of it asks for it.
      const left = await table.query("people", pk, { prefix: "a" }, { expired: true });
      expect(left.items).toMatchObject([{ sk: "a", data: { sk: "a" }, expiresAt: NOW + 60_000 }]);
      await expect(table.write([put("a", 1)])).rejects.toThrow(Conflict);
      await table.write([put("a", "absent", { again: true })]);
      expect((await table.get(key("a")))?.version).toBe(1);
    });

    test("a query gives the order of the UTF-8 bytes, forwards and backwards", async () => {
      const { table, pk, put } = await fresh();
      const last = "\u{10ffff}";
      const keys = ["B", "a", "a#1", "a#2", "é", "z", "\u{1f600}", "\uffee", "\0", "a\0", last];
      keys.push(`${last}${last}#`, `a${last}z`);
      await table.write(keys.map((sk) => put(sk, "absent")));
      const sorted = keys.toSorted((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y)));
      const all = await table.query("people", pk, {});
      expect(all.items.map((item) => item.sk)).toEqual(sorted);
      const back = await table.query("people", pk, {}, { reverse: true });
      expect(back.items.map((item) => item.sk)).toEqual(sorted.toReversed());
      const some = await table.query("people", pk, { prefix: "a" });
      expect(some.items.map((item) => item.sk)).toEqual(sorted.filter((sk) => sk[0] === "a"));
    });

    test("a query is bounded by a prefix or by both ends, inclusive", async () => {
      const { table, pk, put } = await fresh();
      await table.write(["a", "a#1", "a#2", "b", "c"].map((sk) => put(sk, "absent")));
      const sks = async (range: Range) =>
        (await table.query("people", pk, range)).items.map((item) => item.sk);
      expect(await sks({ prefix: "a" })).toEqual(["a", "a#1", "a#2"]);
      expect(await sks({ from: "a#1", to: "b" })).toEqual(["a#1", "a#2", "b"]);
      expect(await sks({ from: "b" })).toEqual(["b", "c"]);
      expect(await sks({ from: "", to: "a" })).toEqual(["a"]);
      expect(await sks({ from: "c", to: "" })).toEqual(["c"]);
      expect(await sks({ from: "b", to: "a" })).toEqual([]);
    });

    test("a page begins behind `after` or at the start of its range, whichever comes later", async () => {
      const { table, pk, put } = await fresh();
      await table.write(["a", "b#1", "b#2", "c", "d"].map((sk) => put(sk, "absent")));
      const sks = async (range: Range, options: QueryOptions) =>
        (await table.query("people", pk, range, options)).items.map((item) => item.sk).join(" ");
      expect(await sks({ prefix: "b" }, { after: "a" })).toBe("b#1 b#2");
      expect(await sks({ prefix: "b" }, { after: "b#1" })).toBe("b#2");
      expect(await sks({ prefix: "b" }, { after: "c" })).toBe("");
      expect(await sks({ prefix: "b" }, { after: "c", reverse: true })).toBe("b#2 b#1");
      expect(await sks({ prefix: "b" }, { after: "a", reverse: true })).toBe("");
      expect(await sks({ from: "b#2", to: "c" }, { after: "a" })).toBe("b#2 c");
      expect(await sks({ from: "b#2", to: "c" }, { after: "bb" })).toBe("c");
      expect(await sks({ from: "b#2", to: "c" }, { after: "b#2" })).toBe("c");
      expect(await sks({ from: "b#2", to: "c" }, { after: "c" })).toBe("");
      expect(await sks({ from: "b#2", to: "c" }, { after: "d", reverse: true })).toBe("c b#2");
      expect(await sks({ from: "b#2", to: "c" }, { after: "b#2", reverse: true })).toBe("");
      expect(await sks({}, { after: "", limit: 1 })).toBe("a");
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

    test("what is beyond a limit is refused before anything is read or written", async () => {
      const { table, pk, key, put } = await fresh();
      const many = Array.from({ length: 101 }, (_, i) => put(`many ${i}`, "any"));
      const large = { text: "x".repeat(TABLE_LIMITS.itemBytes) };
      const half = { text: "x".repeat(TABLE_LIMITS.wholeBytes / 10) };
      const refused: [RegExp, ...Write[]][] = [
        [/too large/, put("b", "any", large)],
        [/too large together/, ...many.slice(0, 10).map((write) => ({ ...write, data: half }))],
        [/too long/, put("s".repeat(1025), "any")],
        [/too long/, put("é".repeat(513), "any")],
        [/too long/, { delete: { ...key("b"), pk: "p".repeat(2049) }, expect: "any" }],
        [/empty/, put("", "any")],
        [/no text/, put("\ud83d", "any")],
        [/no number/, put("b", { below: Number.NaN })],
        [/no number/, { ...put("b", "any"), expiresAt: Number.POSITIVE_INFINITY }],
        [/twice/, { delete: key("a"), expect: "any" }],
        [/more than 100/, ...many.slice(1)],
      ];
      for (const [why, ...writes] of refused) {
        await expect(table.write([put("a", "any"), ...writes])).rejects.toThrow(why);
        if (/together|twice/.test(why.source)) continue;
        await expect(table.writeEach([put("a", "any"), ...writes])).rejects.toThrow(why);
      }
      expect((await table.query("people", pk, {})).items).toEqual([]);
      await expect(table.get(key("s".repeat(1025)))).rejects.toThrow(Defect);
      await expect(table.getMany(many.map((write) => write.put))).rejects.toThrow(Defect);
      await expect(table.query("people", "", {})).rejects.toThrow(Defect);
      await expect(table.query("people", pk, {}, { limit: 0 })).rejects.toThrow(Defect);
      for (const fields of [{}, { n: 0.5 }, { n: Number.NaN }, { n: 2 ** 53 }] as Record<
        string,
        number
      >[]) {
        await expect(table.add({ table: "stats", pk, sk: "s" }, fields)).rejects.toThrow(Defect);
      }
    });

    test("a row, and rows together, may be as large as the limits say", async () => {
      const { table } = await fresh();
      partitions += 1;
      const pk = `p${partitions}`.padEnd(TABLE_LIMITS.pkBytes, "-");
      const row = (sk: string, length: number): Put => ({
        put: { table: "people", pk, sk: sk.padEnd(TABLE_LIMITS.skBytes, "-") },
        v: 1,
        // The smallest that JSON makes of a text in an object is 8 characters.
        data: { t: "x".repeat(length - 8) },
        expect: "any",
        expiresAt: NOW + 1,
      });
      const together = 10;
      const share = TABLE_LIMITS.wholeBytes / together - pk.length - TABLE_LIMITS.skBytes - 160;
      const rows = Array.from({ length: together }, (_, i) => row(`${i}`, share));
      await table.write([row("a", TABLE_LIMITS.itemBytes)], "w".repeat(TABLE_LIMITS.writerBytes));
      await table.write(rows, "w".repeat(TABLE_LIMITS.writerBytes));
      const found = await table.getMany([...rows, row("a", 8)].map(({ put }) => put));
      expect(found.map((item) => JSON.stringify(item?.data).length)).toEqual([
        ...rows.map(() => share),
        TABLE_LIMITS.itemBytes,
      ]);
    });

    test("rows that are more than a store answers at once are read whole", async () => {
      const { table, pk, put } = await fresh();
      const rows = Array.from({ length: 45 }, (_, i) =>
        put(`k${String(i).padStart(2, "0")}`, "any", { i, text: "x".repeat(390 * 1024) }),
      );
      await table.writeEach(rows);
      const found = await table.getMany<{ i: number }>(rows.map((row) => row.put));
      expect(found.map((item) => item?.data.i)).toEqual(rows.map((_, i) => i));
      const page = await table.query<{ i: number }>("people", pk, {});
      expect(page.items.map((item) => item.data.i)).toEqual(page.items.map((_, i) => i));
      const next = await table.query<{ i: number }>(
        "people",
        pk,
        {},
        { after: page.cursor ?? "k43" },
      );
      expect(next.items[0]?.data.i).toBe(page.cursor ? page.items.length : 44);
    });
  });
}
