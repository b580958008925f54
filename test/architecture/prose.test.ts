import { readFileSync, statSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readBudgets } from "#test/budgets/budgets.ts";
import { proseFaults } from "./prose.ts";

/** Files that were written before this check. It only shrinks: `PRUNE=1 npm run check` does that. */
const LIST = "test/architecture/prose-unclean.json";

test("no text has a banned subject, and no comment is wider than 100 columns", () => {
  const faults = proseFaults();
  const unclean: string[] = JSON.parse(readFileSync(LIST, "utf8"));
  const left = unclean.filter((file) => faults.has(file));
  if (process.env.PRUNE) writeFileSync(LIST, `${JSON.stringify(left, null, 2)}\n`);
  const clean = unclean.length - left.length;
  const prune = clean > 0 ? `, ${clean} listed ones are clean by now: PRUNE=1 npm run check` : "";
  process.stdout.write(`prose: ${left.length} files left to mend${prune}\n`);
  expect([...faults].flatMap(([file, all]) => (unclean.includes(file) ? [] : all))).toEqual([]);
});

test("the README is short", () => {
  expect(statSync("README.md").size).toBeLessThanOrEqual(readBudgets().readmeBytes);
});
