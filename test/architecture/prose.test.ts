import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { readBudgets } from "#test/budgets/budgets.ts";
import { proseFaults } from "./prose.ts";

test("no text has a banned subject, and no comment is wider than 100 columns", () => {
  expect([...proseFaults().values()].flat()).toEqual([]);
});

test("the README is short", () => {
  expect(statSync("README.md").size).toBeLessThanOrEqual(readBudgets().readmeBytes);
});
