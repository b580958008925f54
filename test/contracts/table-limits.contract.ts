import { expect, test } from "vitest";
import { Defect } from "#shared/kernel/errors.ts";
import type { Put, Write } from "#shared/ports/table.ts";
import { TABLE_LIMITS } from "#shared/ports/table-limits.ts";
import { type Fresh, NOW } from "./table-scene.ts";

/** What is beyond a limit is refused, what is at it is taken. */
export function tableLimits(fresh: Fresh): void {
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
    const { table, pk: own } = await fresh();
    const pk = own.padEnd(TABLE_LIMITS.pkBytes, "-");
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
}
