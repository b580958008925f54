import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import {
  Condition,
  EntryWhere,
  SegmentCondition,
  Where,
} from "#shared/audience/conditions/index.ts";
import { check } from "#shared/http/check.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";

const Body = z.strictObject({ exit: z.array(Condition), where: z.optional(Where) });
const rule = { attribute: "plan", is: "pro" };
const nest = (depth: number): object => {
  let condition: object = rule;
  for (let i = 1; i < depth; i += 1) condition = { all: [condition] };
  return condition;
};
const many = (count: number) => Array.from({ length: count }, () => rule);

/** The faults of a body whose one exit rule is this, as the API names them. */
function faultsOf(condition: unknown): string[] {
  try {
    check(Body, { exit: [condition] }, "body");
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.faults.map(({ path, message }) => `${path}: ${message}`);
  }
}

const NOT_A_SPAN = "not a duration of at most ten years, such as P1M, P3D or P1M3DT4H";
const NOT_A_DURATION = "not a duration such as P3D, PT1H or P1DT12H";
const IMPOSSIBLE = "nothing can match: the lower limit lies above the upper one";
const FAULTS: [condition: unknown, fault: string][] = [
  [{ all: [rule, { event: "a", within: "soon" }] }, `/all/1/within: "soon" is ${NOT_A_DURATION}`],
  [
    { event: "a", within: "P1M" },
    '/within: "P1M": no months or years here, for their length varies; give days, such as P30D',
  ],
  [
    { event: "a", within: "P401D" },
    "/within: events are kept for 400 days: look back at most P400D",
  ],
  [
    { event: "a", last: { ago: { gte: "P500D" } } },
    "/last/ago/gte: events are kept for 400 days: look back at most P400D",
  ],
  [{ event: "a", count: { gte: 3, lte: 2 } }, `/count: ${IMPOSSIBLE}`],
  [{ attribute: "a", gt: 5, lt: 5 }, `: ${IMPOSSIBLE}`],
  [{ attribute: "a", gte: "b", lte: "a" }, `: ${IMPOSSIBLE}`],
  [{ attribute: "a", ahead: { gte: "P2D", lte: "PT1H" } }, `/ahead: ${IMPOSSIBLE}`],
  [{ attribute: "a", ago: { gte: "soon" } }, `/ago/gte: "soon" is ${NOT_A_SPAN}`],
  [{ attribute: "a", ago: { gte: "P32D", lte: "P1M" } }, `/ago: ${IMPOSSIBLE}`],
  [
    { attribute: "a", ahead: { lte: "P1D" }, ago: { lte: "P1D" } },
    '/ago: no date lies both ahead and ago: join two tests with "any"',
  ],
  [{ attribute: "a", ago: {} }, "/ago: needs gte or lte"],
  [{ event: "a", count: {} }, "/count: needs one of gte, lte"],
  [{ event: "a", count: { gte: 1001 } }, "/count/gte: Too big: expected number to be <=1000"],
  [{ event: "a", sum: { field: "total" } }, "/sum: needs one of is, isNot, gt, gte, lt, lte"],
  [
    { event: "a", sum: { field: "total", gt: "5" } },
    "/sum/gt: Invalid input: expected number, received string",
  ],
  [
    { event: "a", did: false, first: { ago: { gte: "P1D" } } },
    '/did: can not be false beside first, last, sum, avg, min, max: put that test into "none"',
  ],
  [
    { event: " a" },
    "/event: 1 to 100 characters, none of them a control character and no blank at either end",
  ],
  [
    { event: "a", where: { b: { is: [] } } },
    "/where/b/is: must be a text, a number, true or false",
  ],
  [
    JSON.parse('{"event":"a","where":{"__proto__":{"is":1}}}'),
    "/where/__proto__: this name is reserved: choose another",
  ],
  [{ attribute: "a", gt: true }, "/gt: must be a number or a text"],
  [
    { attribute: "plan" },
    ": needs one of is, isNot, in, notIn, gt, gte, lt, lte, contains, startsWith, endsWith, exists, ahead, ago",
  ],
  [{ attribute: "plan", is: "a", extra: 1 }, "/extra: unknown field"],
  [{ segment: "VIP" }, "/segment: a segment's id is made of a-z, 0-9 and - (at most 64)"],
  [{ subscribed: "yes" }, "/subscribed: Invalid input: expected boolean, received string"],
  [{ topic: "news", is: true }, '/topic: the one topic is "all"'],
  [{ any: rule }, "/any: Invalid input: expected array, received object"],
  [{ all: [] }, "/all: needs at least 1 entry"],
  [{ all: [rule], any: [rule] }, "/any: unknown field"],
  [{ any: many(51) }, "/any: may have at most 50 entries"],
  [{ none: [...Array(5)].map(() => ({ any: many(41) })) }, ": a condition holds at most 200 tests"],
  [
    { none: [{ atribute: "plan" }] },
    "/none/0: a condition needs one of attribute, event, field, segment, subscribed, suppressed, topic, all, any, none",
  ],
  ["plan", ': not a condition such as {"attribute":"plan","is":"pro"}'],
];
test.each(FAULTS.map(([condition, fault]) => ({ condition, fault })))(
  "refused: $fault",
  ({ condition, fault }) => {
    expect(faultsOf(condition)).toEqual([`/exit/0${fault}`]);
  },
);

test("a condition nests twenty deep, and one more is refused where it stands", () => {
  expect(faultsOf(nest(20))).toEqual([]);
  expect(faultsOf(nest(21))).toEqual([
    `/exit/0${"/all/0".repeat(20)}: conditions nest at most 20 deep`,
  ]);
  const beside = faultsOf({ any: [rule, nest(20)] });
  expect(beside).toEqual([`/exit/0/any/1${"/all/0".repeat(19)}: conditions nest at most 20 deep`]);
});

test.each([1_000, 100_000])("%i deep ends in a fault, not in an overflow", (depth) => {
  expect(faultsOf(nest(depth))).toHaveLength(1);
});

test("as many tests as are allowed are taken", () => {
  expect(faultsOf({ none: [...Array(4)].map(() => ({ any: many(50) })) })).toEqual([]);
});

test("a filter that could not be kept is refused wherever it stands", () => {
  const where = JSON.parse('{"__proto__":{"is":1}}');
  expect(() => check(Body, { exit: [], where }, "body")).toThrow(InvalidInput);
});

test("whatever stands in place of a part is taken or refused by name, never thrown at", () => {
  const whole = {
    none: [
      { attribute: "a", ahead: { gte: "P1D" }, in: ["b"] },
      { event: "a", count: { gte: 1 }, within: "P1D", where: { b: { is: 1 } } },
      { event: "a", sum: { field: "b", gt: 1 }, last: { ago: { lte: "P1D" } } },
      { any: [{ segment: "a" }, { subscribed: true }, { topic: "all" }] },
    ],
  };
  fc.assert(
    fc.property(fc.nat(40), fc.jsonValue(), (at, value) => {
      let met = 0;
      const spoil = (_: string, inner: unknown) => (met++ === at ? value : inner);
      const faults = faultsOf(JSON.parse(JSON.stringify(whole, spoil)));
      for (const fault of faults) expect(fault).toMatch(/^\/exit\/0.*: \S/);
    }),
    { numRuns: 1_000, seed: 16 },
  );
});

test("JSON Schema tells of every form, and of each once", () => {
  const { $defs } = z.toJSONSchema(Body, { io: "input" });
  const forms = ($defs!.Condition as { anyOf: { required: string[] }[] }).anyOf;
  expect(forms.map(({ required }) => required)).toEqual(
    [
      "attribute",
      "event",
      "field",
      "segment",
      "subscribed",
      "suppressed",
      "topic",
      "all",
      "any",
      "none",
    ].map((key) => [key]),
  );
});

const sameCart = { event: "ordered", where: { cart: { is: { entry: "cart" } } } };

test("what started the run can be asked for where there is a run, and nowhere else", () => {
  expect(Condition.parse({ none: [sameCart] })).toEqual({ none: [sameCart] });
  expect(SegmentCondition.safeParse(rule).success).toBe(true);
  const segment = SegmentCondition.safeParse({ any: [rule, sameCart] });
  expect(segment.error?.issues.map(({ message }) => message)).toEqual([
    '"entry" is of a run: a segment has none',
  ]);
  const since = { event: "ordered", since: "entry" };
  expect(Condition.safeParse(since).success).toBe(true);
  expect(SegmentCondition.safeParse({ none: [since] }).success).toBe(false);
  expect(Condition.safeParse({ ...since, since: "P1D" }).success).toBe(false);
  expect(SegmentCondition.safeParse({ any: [] }).success).toBe(false);
  expect(SegmentCondition.safeParse(nest(1_000)).success).toBe(false);
  expect(EntryWhere.safeParse(sameCart.where).success).toBe(false);
  for (const is of [{ entry: "" }, { entry: "a", or: "b" }, {}, ["a"]]) {
    expect(Where.safeParse({ cart: { is } }).success).toBe(false);
  }
  for (const other of ["isNot", "gt", "contains"]) {
    expect(Where.safeParse({ cart: { [other]: { entry: "cart" } } }).success).toBe(false);
  }
});
