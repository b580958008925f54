import fc from "fast-check";
import { expect, test } from "vitest";
import {
  Condition,
  evaluate,
  keyOfValue,
  matchesFields,
} from "#shared/audience/conditions/index.ts";
import { bob, NOW } from "./person.ts";

const LONG = "x".repeat(500);

/** Values that are near to each other, and any. */
const value = fc.oneof(
  fc.constantFrom<unknown>(
    ...[123, "123", '"123"', 12.5, "12.5", "1e3", 1_000, true, "true", false, "false", -1, "-1"],
    ...["-", '"-"', "0", 0, -0, "a", "A", "", " ", null, undefined, "sha256:a", LONG, `${LONG}y`],
    ...[[], ["a"], [["a"]], {}, { a: 1 }, "[object Object]", "\ud800", "\ud801", "null"],
  ),
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const pair = fc.oneof(
  fc.tuple(value, value),
  value.map((one): [unknown, unknown] => [one, one]),
);

test("a key, the entry's value and a plain test agree on which values are the same", () => {
  let same = 0;
  fc.assert(
    fc.property(pair, ([one, other]) => {
      const [a, b] = [keyOfValue(one), keyOfValue(other)];
      const byEntry = matchesFields({ x: one }, { x: { is: { entry: "x" } } }, { x: other });
      if (a !== undefined && b !== undefined) expect(a === b).toBe(byEntry);
      if (typeof other !== "object" && other !== undefined && other !== "") {
        expect(matchesFields({ x: one }, { x: { is: other as never } })).toBe(byEntry);
        expect(matchesFields({ x: one }, { x: { isNot: other as never } })).toBe(!byEntry);
        expect(matchesFields({ x: one }, { x: { in: [other as never] } })).toBe(byEntry);
      }
      same += Number(byEntry);
    }),
    { numRuns: 3_000, seed: 7 },
  );
  expect(same).toBeGreaterThan(50);
});

test("a key fits a row's key, whatever the value", () => {
  fc.assert(
    fc.property(value, (one) => {
      const key = keyOfValue(one);
      if (key === undefined) return;
      expect(key.length).toBeLessThanOrEqual(200);
      expect(key.isWellFormed()).toBe(true);
      expect(key).not.toBe("");
    }),
  );
});

test.each([
  [123, "123"],
  ["123", '"123"'],
  ["A-123", "A-123"],
  [true, "true"],
  ["-", '"-"'],
  [LONG, expect.stringMatching(/^sha256:.{43}$/)],
  ["", undefined],
  [null, undefined],
  [{ id: 1 }, undefined],
  [["a"], undefined],
])("the key of %j is %j", (one, key) => {
  expect(keyOfValue(one)).toEqual(key);
});

const data = {
  cart: { total: 30, id: "c1", items: [{ sku: "a" }, { sku: "b" }] },
  "cart.total": 99,
  "dotted.name": { "in.side": 5 },
};

test.each([
  [{ "cart.total": { is: 99 } }, true],
  [{ "cart.id": { is: "c1" } }, true],
  [{ "cart.items.1.sku": { is: "b" } }, true],
  [{ "cart.items.length": { exists: true } }, false],
  [{ "cart.none.deeper": { exists: false } }, true],
  [{ "cart.id.length": { exists: false } }, true],
  [{ "dotted.name": { exists: true } }, true],
  [{ "cart.id": { is: { entry: "order.cart" } } }, true],
  [{ "cart.id": { is: { entry: "order.none" } } }, false],
  [{ "__proto__.x": { exists: false }, "cart.constructor.name": { exists: false } }, true],
])("of nested fields %j is %s", (where, expected) => {
  expect(matchesFields(data, where as never, { order: { cart: "c1" } })).toBe(expected);
});

test("figures are made of nested fields too", () => {
  const happenings = [1, 2, 3].map((total) => ({ at: NOW, data: { cart: { total } } }));
  const facts = { ...bob, events: () => happenings };
  const condition = Condition.parse({ event: "ordered", sum: { field: "cart.total", is: 6 } });
  expect(evaluate(condition, facts, NOW).matches).toBe(true);
});
