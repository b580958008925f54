import { expect, test } from "vitest";
import type { QueryOptions, Range } from "#shared/ports/table.ts";
import type { Fresh } from "./table-scene.ts";

/** Rows are read in the order of their keys' bytes, page by page, whatever their size. */
export function tableQueries(fresh: Fresh): void {
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
}
