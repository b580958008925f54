import fc from "fast-check";
import { expect, test } from "vitest";
import { isCron, nextRun } from "#shared/automation/triggers/cron.ts";

const HOUR = 3_600_000;

test.each([
  ["0 9 * * MON", true],
  ["30 * * * *", true],
  ["0 0 29 2 *", true],
  ["15 0,12,23 1 * *", true],
  ["* * * * *", false],
  ["0,30 0 * * *", false],
  ["0,59 0 1 1 *", false],
  ["0,30 0 29 2 *", false],
  ["0-1 23 * * FRI", false],
  ["*/20 3 * * *", false],
  ["0 0 30 2 *", false],
  ["0 0 9 * * MON", false],
  ["soon", false],
])("%s: whether it comes round, and at most once an hour: %s", (pattern, isFine) => {
  expect(isCron(pattern)).toBe(isFine);
});

const list = (max: number) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max }), { minLength: 1, maxLength: 3 })
    .map((all) => all.join(","));
const days = fc.constantFrom("* * *", "1 * *", "* 3,10,11 *", "* * SUN", "29 2 *", "L * *");
const patterns = fc
  .tuple(list(59), fc.oneof(fc.constant("*"), list(23)), days)
  .map((fields) => fields.join(" "));

test("what is taken is never closer than an hour, also where clocks change by an hour; what is refused is", () => {
  const changes = [
    "2026-03-28T12:00Z",
    "2026-10-24T12:00Z",
    "2026-03-07T20:00Z",
    "2026-10-31T20:00Z",
  ];
  fc.assert(
    fc.property(
      patterns,
      fc.constantFrom("UTC", "Europe/Berlin", "America/New_York"),
      (pattern, zone) => {
        const gaps = ["1969-12-31T12:00Z", ...changes].flatMap((from) => {
          let at = nextRun(pattern, zone, Date.parse(from))!;
          return Array.from({ length: 30 }, () => {
            const next = nextRun(pattern, zone, at)!;
            const gap = next - at;
            at = next;
            return gap;
          });
        });
        expect(isCron(pattern)).toBe(Math.min(...gaps) >= HOUR);
      },
    ),
    { numRuns: 25 },
  );
});
