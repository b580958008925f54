import fc from "fast-check";
import { expect, test } from "vitest";
import { Condition } from "#shared/audience/conditions/index.ts";
import {
  convert,
  DATED_OPS,
  fromClauses,
  isClauses,
  isFree,
} from "../../../web/src/parts/condition/clauses.ts";
import {
  addDetail,
  DETAILS,
  freeDetails,
  renameField,
  setKey,
} from "../../../web/src/parts/condition/event-edits.ts";
import { readValue, showValue } from "../../../web/src/parts/condition/list-values.ts";
import { findMissing } from "../../../web/src/parts/condition/missing.ts";
import { toModel } from "../../../web/src/parts/condition/model.ts";
import { isRule, KINDS, newRule } from "../../../web/src/parts/condition/rules.ts";
import {
  durationParts,
  joinAmount,
  splitDuration,
} from "../../../web/src/parts/duration/duration.ts";

test("every kind begins with a rule that its form knows", () => {
  expect(KINDS.filter((kind) => !isRule(newRule(kind)))).toEqual([]);
});

test("what is still empty is named with its place, and all else is accepted by the API", () => {
  const places = (json: unknown) => findMissing(toModel(json)).map(({ path }) => path);
  expect(places({ all: [newRule("attribute"), newRule("event")] })).toEqual([
    "/all/0/attribute",
    "/all/1/event",
  ]);
  expect(places({ event: "a", where: { "": { is: 1 }, "a/b": { in: [] } } })).toEqual([
    "/where",
    "/where/a~1b/in",
  ]);
  expect(places({ event: "a", sum: { field: "", gte: 0 } })).toEqual(["/sum/field"]);
  expect(places({ strange: 1 })).toEqual([]);
});

test("each detail of an event can be added once, and leaves a rule the API accepts", () => {
  const named = (rule: object) => JSON.parse(JSON.stringify(rule).replaceAll('""', '"x"'));
  let rule = { event: "ordered" } as ReturnType<typeof addDetail>;
  for (const detail of DETAILS) {
    expect(freeDetails(rule, true)).toContain(detail);
    rule = addDetail(rule, detail);
    expect(isRule(rule)).toBe(true);
    expect(Condition.safeParse(named(rule)).success, detail).toBe(true);
  }
  expect(freeDetails(rule, true)).toEqual([]);
  expect(freeDetails({ event: "a" }, false)).not.toContain("since");
});

test("a test turned into any other is one that its form knows", () => {
  const values = [null, "a", 5, true, ["a"], [], { entry: "x" }, "P3D"];
  for (const from of DATED_OPS) {
    for (const to of DATED_OPS) {
      for (const value of values) {
        if (!isClauses(fromClauses([{ op: from, value }]), "field")) continue;
        const tests = fromClauses([{ op: to, value: convert(value, from, to) }]);
        expect(isClauses(tests, "dated") || isClauses(tests, "field"), `${from} ${to}`).toBe(true);
      }
    }
  }
});

test("an operator stands once, and a date lies one way", () => {
  const clauses = [
    { op: "is" as const, value: 1 },
    { op: "ahead.gte" as const, value: "P1D" },
    { op: "missing" as const, value: false },
  ];
  expect(DATED_OPS.filter((op) => !isFree(op, clauses))).toEqual([
    "is",
    "exists",
    "missing",
    "ahead.gte",
    "ago.gte",
    "ago.lte",
  ]);
});

test("a value in a list reads back as what it is", () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom("5", "true", '"', '"a"', " a", "", "1e3"),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => (one === 0 ? 0 : one)),
  );
  fc.assert(fc.property(value, (one) => void expect(readValue(showValue(one))).toBe(one)));
});

test("a field keeps its place under another name, and never takes the name of another", () => {
  expect(Object.keys(renameField({ a: 1, b: 2 }, "a", "c")!)).toEqual(["c", "b"]);
  expect(renameField({ a: 1, b: 2 }, "a", "b")).toBeUndefined();
  expect(setKey({ event: "a", within: "P1D" }, "within", undefined)).toEqual({ event: "a" });
});

test.each([
  ["P3D", { amount: 3, unit: "day" }],
  ["PT90M", { amount: 90, unit: "minute" }],
  ["P2M", { amount: 2, unit: "month" }],
  ["P1Y", { amount: 1, unit: "year" }],
])("%s is one amount of one unit", (text, amount) => {
  expect(splitDuration(text)).toEqual(amount);
  expect(joinAmount(splitDuration(text)!)).toBe(text);
});

test.each(["P1DT12H", "PT30S", "P007D", "-P7D", "soon", "P", "PT"])(
  "%s stays as it was written",
  (text) => {
    expect(splitDuration(text)).toBeUndefined();
  },
);

test("the parts of a duration are named", () => {
  expect(durationParts("P1M2DT3H")).toEqual([
    { amount: 1, unit: "month" },
    { amount: 2, unit: "day" },
    { amount: 3, unit: "hour" },
  ]);
  expect(durationParts("-P7D")).toEqual([{ amount: 7, unit: "day" }]);
  expect(["P", "PT", "3 days"].map(durationParts)).toEqual([undefined, undefined, undefined]);
});
