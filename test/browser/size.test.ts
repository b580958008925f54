import { beforeAll, expect, test } from "vitest";
import { buildConsole } from "#infra/console/build.ts";
import { isStale } from "#infra/console/sources.ts";
import { readBudgets } from "#test/budgets/budgets.ts";
import { type ConsoleSizes, consoleSizes } from "#test/support/console-sizes.ts";

const { consoleKb: budget } = readBudgets();
let sizes: ConsoleSizes;
beforeAll(async () => {
  if (isStale()) await buildConsole();
  sizes = consoleSizes();
}, 120_000);

test("the first load of the console stays within its budget", () => {
  expect(sizes.js).toBeLessThanOrEqual(budget.js);
  expect(sizes.css).toBeLessThanOrEqual(budget.css);
});

test("what a page or a lazy part adds stays within its budget", () => {
  const over = Object.entries(sizes.own)
    .filter(([source, kb]) => kb > (budget.own[source] ?? budget.own.any))
    .map(([source, kb]) => `${source}: ${kb.toFixed(1)} KB`);
  expect(over).toEqual([]);
});

test("only parts that there are have a budget of their own", () => {
  const { any: _, ...named } = budget.own;
  expect(Object.keys(named).filter((source) => !(source in sizes.own))).toEqual([]);
});
