import { expect, test } from "vitest";
import { linesOf, MAX_LINES_BYTES, readLines } from "#shared/insight/backtest/lines.ts";
import { addTotals, emptyTotals, type Totals } from "#shared/insight/backtest/totals.ts";
import type { Item } from "#shared/insight/simulation/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";

const MAX_ROW_BYTES = 300 * 1024;
const many = <V>(count: number, nameOf: (i: number) => string, value: V) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [nameOf(i), value]));
const longName = (i: number) => `${i}-`.padEnd(64, "x");

/**
 * As much as a tally can hold: 200 steps, 401 days, 200 other sequences, and people with the
 * longest ids.
 */
const full = (): Totals => ({
  ...emptyTotals(),
  steps: many(200, longName, { runs: 1e9, mails: 1e9, held: 1e9, dropped: 1e9 }),
  days: many(402, (i) => new Date(i * DAY_MS).toISOString().slice(0, 10), 1e9),
  overlap: many(200, longName, { people: 1e9, sameDay: 1e9 }),
  examples: Array.from({ length: 20 }, () => ({
    contact: '"'.repeat(200),
    enteredAt: 1e12,
    mails: Array.from({ length: 10 }, (_, i) => ({
      at: 1e12,
      step: longName(i),
      template: longName(i),
    })),
  })),
});

test("whatever many people add, a tally stays within a row", () => {
  let tally = emptyTotals();
  for (let i = 0; i < 50; i++) tally = addTotals(tally, full());
  expect(tally.steps[longName(7)]).toEqual({ runs: 50e9, mails: 50e9, held: 50e9, dropped: 50e9 });
  expect(tally.examples).toHaveLength(20);
  expect(Buffer.byteLength(JSON.stringify(tally))).toBeLessThan(MAX_ROW_BYTES / 2);
});

test("names that objects are born with are counted like others", () => {
  const one = { ...emptyTotals(), dropped: { constructor: 2 }, days: { toString: 1 } };
  const sum = addTotals(
    emptyTotals(),
    addTotals(one as unknown as Totals, one as unknown as Totals),
  );
  expect(sum.dropped).toEqual({ constructor: 4 });
  expect(sum.days).toEqual({ toString: 2 });
});

test("the lines of one person end at a bound, whole, and what is left out is counted", () => {
  const item: Item = {
    ...{ at: 1e12, zone: "UTC", kind: "mail", decision: "sent", step: "s", template: "t" },
    entryKey: '"ü'.repeat(100),
  };
  const { text, leftOut } = linesOf(
    '"'.repeat(200),
    Array.from({ length: 5_000 }, () => item),
  );
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_LINES_BYTES);
  expect(text.endsWith("\n")).toBe(true);
  expect(readLines(text).length + leftOut).toBe(5_000);
  // Those of a page that was full but for one byte, too.
  expect(Buffer.byteLength(JSON.stringify(text)) * 2).toBeLessThan(MAX_ROW_BYTES);
});
