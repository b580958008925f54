import { expect, test } from "vitest";
import { Budget, pace, startPace } from "./pace.ts";

test("a budget lasts as much longer as the machine is slower, and never less than on a quiet one", () => {
  const looks = (seconds: number, pace: number) => {
    const budget = new Budget(seconds);
    let count = 1;
    while (budget.spend(1_000, pace)) count++;
    return count;
  };
  expect(looks(10, 1)).toBe(10);
  expect(looks(10, 4)).toBe(40);
  expect(looks(10, 0.2)).toBe(10);
});

test("a machine that becomes slower meanwhile is waited for from then on", () => {
  const budget = new Budget(4);
  expect(budget.spend(3_000, 1)).toBe(true);
  for (let i = 0; i < 9; i++) expect(budget.spend(1_000, 10)).toBe(true);
  expect(budget.spend(1_000, 10)).toBe(false);
});

test("this machine has a pace, which is no less later than at the start", async () => {
  const first = await startPace();
  expect(first).toBeGreaterThanOrEqual(1);
  expect(await pace()).toBeGreaterThanOrEqual(first);
  expect(await startPace()).toBe(first);
});
