import { expect, test } from "vitest";
import type { Clock } from "#shared/ports/clock.ts";
import type { Scan } from "#shared/ports/scan.ts";
import type { Item, Put, Table } from "#shared/ports/table.ts";

const NOW = 1_800_000_000_000;
/** More than a page of SQLite in number, and more than one of DynamoDB in bytes. */
const ROWS = 520;
const LARGE = "x".repeat(150_000);

/** What every `Scan` must do; `make` gives one over empty tables. */
export function scanContract(
  name: string,
  make: (clock: Clock) => Promise<{ table: Table; scan: Scan }>,
) {
  test(`a scan on ${name} meets every row of its table, expired ones too, and none of another`, async () => {
    let now = NOW;
    const { table, scan } = await make({
      now: () => now,
      realNow: () => now,
      monotonicMs: () => now,
    });
    expect(await scan.due()).toEqual({ items: [] });
    const rows = Array.from(
      { length: ROWS },
      (_, i): Put => ({
        put: { table: "due", pk: `m#${i % 7}`, sk: `row ${i}` },
        v: 2,
        data: { i, ...(i < 10 && { text: LARGE }) },
        expect: "any",
        ...(i % 2 && { expiresAt: NOW + 1_000 }),
      }),
    );
    for (let i = 0; i < ROWS; i += 100) await table.writeEach(rows.slice(i, i + 100));
    await table.write([
      { put: { table: "index", pk: "p", sk: "s" }, v: 1, data: {}, expect: "any" },
    ]);
    now = NOW + 5_000;
    const found: Item<{ i: number }>[] = [];
    let pages = 0;
    let after: string | undefined;
    do {
      const page = await scan.due<{ i: number }>(after);
      found.push(...page.items);
      after = page.cursor;
      pages += 1;
    } while (after !== undefined);
    expect(pages).toBeGreaterThan(1);
    expect(found.map(({ data }) => data.i).toSorted((a, b) => a - b)).toEqual(
      rows.map((_, i) => i),
    );
    const one = found.find(({ data }) => data.i === 11);
    const { put, v, data, expiresAt } = rows[11]!;
    expect(one).toEqual({ ...put, version: 1, v, data, expiresAt });
  });
}
