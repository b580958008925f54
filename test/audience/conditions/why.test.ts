import fc from "fast-check";
import { expect, test } from "vitest";
import {
  Condition,
  decidingValues,
  evaluate,
  readsOf,
  why,
} from "#shared/audience/conditions/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { condition, person, START, toFacts } from "./arbitrary.ts";
import { ada, NOW } from "./person.ts";

const asked = Condition.parse({
  all: [
    { attribute: "plan", is: "pro" },
    {
      any: [
        { event: "bought", count: { gte: 2 }, within: "P30D", where: { total: { gt: 20 } } },
        { segment: "new" },
      ],
    },
    { attribute: "trial_ends", ahead: { lte: "P1D" } },
    { event: "bought", sum: { field: "total", gte: 100 } },
  ],
});

test("why takes an answer apart: each rule in words, its answer and what it saw", () => {
  expect(why(asked, ada, NOW)).toEqual({
    rule: "all",
    matches: false,
    until: "2027-02-25T12:00:00.001Z",
    parts: [
      { rule: 'plan is "pro"', matches: true, saw: { value: "pro" } },
      {
        rule: "any",
        matches: true,
        until: "2026-03-22T12:00:00.001Z",
        parts: [
          {
            rule: "bought ≥ 2 times within P30D where total > 20",
            matches: true,
            until: "2026-03-22T12:00:00.001Z",
            saw: { count: 2, first: "2026-02-20T12:00:00.000Z", last: "2026-03-01T12:00:00.000Z" },
          },
          { rule: "in segment new", matches: false, saw: { value: false } },
        ],
      },
      {
        rule: "trial_ends at most P1D ahead",
        matches: false,
        until: "2026-03-04T05:00:00.000Z",
        saw: { value: "2026-03-05", at: "2026-03-05T05:00:00.000Z" },
      },
      {
        rule: "bought sum of total ≥ 100",
        matches: false,
        until: "2027-02-25T12:00:00.001Z",
        saw: {
          count: 3,
          sum: 90,
          first: "2026-01-21T12:00:00.000Z",
          last: "2026-03-01T12:00:00.000Z",
        },
      },
    ],
  });
});

test.each([
  [asked, ["trial_ends=2026-03-05"]],
  [{ attribute: "plan", is: "pro" }, ["plan=pro"]],
  [{ attribute: "tags", contains: "c" }, ['tags=["a","b"]']],
  [{ event: "bought", count: { gte: 2 } }, ["bought×3"]],
  [{ event: "sold", did: false }, ["sold×0"]],
  [{ field: "locale", is: "de" }, ["locale=en-GB"]],
  [{ event: "bought", sum: { field: "total", gt: 1 } }, ["sum(total)=90"]],
  [{ event: "bought", last: { ago: { lte: "P1D" } } }, ["bought last 2026-03-01"]],
  [{ any: [{ segment: "new" }, { segment: "vip" }] }, ["segment:vip=true"]],
  [{ none: [{ segment: "new" }, { suppressed: true }] }, ["segment:new=false", "suppressed=null"]],
  [
    { all: [{ subscribed: true }, { topic: "all" }, { segment: "vip" }] },
    ["subscribed=true", "subscribed=true"],
  ],
] as [Condition, string[]][])("what decided %j is %j", (condition, expected) => {
  expect(decidingValues(Condition.parse(condition), ada, NOW)).toEqual(expected);
});

test.each([
  [{ attribute: "plan", notIn: ["a", 1] }, 'plan is none of "a", 1'],
  [{ attribute: "plan", startsWith: "p", endsWith: "o" }, 'plan starts with "p" and ends with "o"'],
  [{ event: "bought", since: "entry", did: false }, "not bought since entering"],
  [{ field: "locale", startsWith: "de" }, 'contact.locale starts with "de"'],
  [{ field: "createdAt", ago: { lte: "P1D" } }, "contact.createdAt at most P1D ago"],
  [{ attribute: "plan", is: "PRO", ignoreCase: true }, 'plan is "PRO" (upper or lower case)'],
])("%j is told as: %s", (condition, expected) => {
  expect(why(Condition.parse(condition), ada, NOW).rule).toBe(expected);
});

test("both agree with the answer, and stay small whatever the values are", () => {
  const hostile = { plan: "\ud800x".repeat(5_000), tags: Array(1_000).fill("y".repeat(500)) };
  fc.assert(
    fc.property(condition, person, (raw, someone) => {
      const parsed = Condition.parse(raw);
      const facts = { ...toFacts(someone), attributes: { ...someone.attributes, ...hostile } };
      const tree = why(parsed, facts, START);
      expect(tree.matches).toBe(evaluate(parsed, facts, START).matches);
      expect(JSON.parse(JSON.stringify(tree))).toEqual(tree);
      const values = decidingValues(parsed, facts, START);
      expect(values.length).toBeGreaterThan(0);
      expect(values.length).toBeLessThan(3);
      for (const value of values) expect(value.length).toBeLessThan(60);
    }),
    { numRuns: 200, seed: 15 },
  );
});

test("the largest rule is told in a few hundred characters", () => {
  const long = "x".repeat(500);
  const rule = Condition.parse({ attribute: "y".repeat(100), in: Array(100).fill(long) });
  const facts = { ...ada, attributes: { ["y".repeat(100)]: Array(200).fill(long) } };
  expect(JSON.stringify(why(rule, facts, NOW)).length).toBeLessThan(1_000);
});

test("a condition reads the events it asks for, as far back as the farthest window", () => {
  const reads = readsOf(
    Condition.parse({
      any: [
        { event: "bought", within: "P3D", where: { cart: { is: { entry: "cart" } } } },
        { none: [{ event: "bought", within: "P1D" }, { event: "sold" }] },
        { event: "sold", within: "P1D" },
        { event: "seen", since: "entry" },
        { attribute: "plan", is: "pro" },
      ],
    }),
    Condition.parse({ all: [{ segment: "vip" }, { topic: "all" }, { field: "locale", is: "de" }] }),
  );
  expect(reads).toEqual({
    events: new Map([
      ["bought", { withinMs: 3 * DAY_MS, sinceEntry: false, newest: Infinity, data: true }],
      ["sold", { withinMs: 400 * DAY_MS, sinceEntry: false, newest: 125, data: false }],
      ["seen", { withinMs: 0, sinceEntry: true, newest: 125, data: false }],
    ]),
    attributes: new Set(["plan"]),
    fields: new Set(["locale"]),
    segments: new Set(["vip"]),
    consent: true,
    entry: new Set(["cart"]),
    began: true,
  });
  expect(readsOf(Condition.parse({ segment: "vip" })).consent).toBe(false);
});
