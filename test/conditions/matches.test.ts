import { expect, test } from "vitest";
import { Condition, matches } from "#shared/conditions/index.ts";

const DAY = 86_400_000;
const NOW = 100 * DAY;
const facts = {
  attributes: { plan: "pro", age: 30, tags: ["a", "b"], joined: "2026-03-01" },
  events: (name: string) =>
    name === "bought"
      ? [
          { at: NOW - DAY, data: { total: 50 } },
          { at: NOW - 40 * DAY, data: { total: 10 } },
        ]
      : [],
  zone: "UTC",
  segments: new Set<string>(),
  subscribed: true,
  suppressed: null,
};

test.each([
  [{ attribute: "plan", is: "pro" }, true],
  [{ attribute: "plan", isNot: "pro" }, false],
  [{ attribute: "nothing", is: null }, true],
  [{ attribute: "nothing", exists: true }, false],
  [{ attribute: "nothing", lt: 5 }, false],
  [{ attribute: "age", gt: 18, lt: 40 }, true],
  [{ attribute: "age", gt: "18" }, false],
  [{ attribute: "tags", contains: "b" }, true],
  [{ attribute: "plan", in: ["free", "pro"] }, true],
  [{ attribute: "joined", gte: "2026-01-01" }, true],
  [{ event: "bought" }, true],
  [{ event: "bought", did: false }, false],
  [{ event: "sold", did: false }, true],
  [{ event: "bought", count: { gte: 2 } }, true],
  [{ event: "bought", count: { gte: 2 }, within: "P30D" }, false],
  [{ event: "bought", where: { total: { gt: 20 } }, count: { gte: 1, lte: 1 } }, true],
  [
    {
      all: [
        { attribute: "plan", is: "pro" },
        { event: "sold", did: false },
      ],
    },
    true,
  ],
  [{ any: [{ attribute: "plan", is: "free" }, { event: "sold" }] }, false],
  [{ none: [{ attribute: "plan", is: "free" }] }, true],
  [{ attribute: "constructor", exists: true }, false],
  [{ event: "bought", where: { toString: { exists: true } } }, false],
] as [Condition, boolean][])("%j holds: %s", (condition, expected) => {
  expect(matches(Condition.parse(condition), facts, NOW)).toBe(expected);
});

test.each([
  [{ attribute: "plan" }],
  [{ attribute: "plan", is: "a", extra: 1 }],
  [{ event: "bought", within: "P1Y" }],
  [{ all: [] }],
  [{}],
  ["plan"],
])("%j is no condition", (condition) => {
  expect(Condition.safeParse(condition).success).toBe(false);
});
