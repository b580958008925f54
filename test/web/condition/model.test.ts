import fc from "fast-check";
import { expect, test } from "vitest";
import { condition } from "#test/audience/conditions/arbitrary.ts";
import { isSame } from "../../../web/src/canvas/json.ts";
import { fromClauses, toClauses } from "../../../web/src/parts/condition/clauses.ts";
import {
  addPart,
  duplicatePart,
  movePart,
  removePart,
  setMode,
  setPart,
  unwrapPart,
  wrapPart,
} from "../../../web/src/parts/condition/edits.ts";
import { type Part, toCondition, toModel } from "../../../web/src/parts/condition/model.ts";

const partsOf = (part: Part): Part[] =>
  part.kind === "group" ? [part, ...part.parts.flatMap(partsOf)] : [part];

const isUnique = (part: Part) => {
  const ids = partsOf(part).map(({ id }) => id);
  return new Set(ids).size === ids.length;
};

test("a condition comes back from the editor as it went in, to the order of its keys", () => {
  fc.assert(
    fc.property(condition, (json) => {
      expect(JSON.stringify(toCondition(toModel(json)))).toBe(JSON.stringify(json));
    }),
  );
});

test("the forms know every condition of the language", () => {
  fc.assert(
    fc.property(condition, (json) => {
      expect(partsOf(toModel(json)).filter(({ kind }) => kind === "raw")).toEqual([]);
    }),
  );
});

test("what the forms don't know stays JSON, byte for byte", () => {
  const strange = [
    7,
    null,
    [],
    { all: [] },
    { all: [{ subscribed: true }], any: [{ subscribed: true }] },
    { attribute: "plan", near: "pro" },
    { attribute: "plan" },
    { event: "a", since: "yesterday" },
    { subscribed: "yes" },
  ];
  for (const value of strange) {
    const model = toModel({ all: [{ subscribed: true }, value] });
    expect(toCondition(model)).toEqual({ all: [{ subscribed: true }, value] });
    expect(partsOf(model).map(({ kind }) => kind)).toEqual(["group", "rule", "raw"]);
  }
});

test("a hostile depth is JSON, not a crash", () => {
  const deep = Array.from({ length: 5_000 }).reduce((inner) => ({ all: [inner] }), {
    subscribed: true,
  });
  expect(partsOf(toModel(deep)).length).toBeLessThan(30);
  expect(toCondition(toModel(deep))).toEqual(expect.objectContaining({ all: expect.anything() }));
});

test("tests of a value come back from their clauses", () => {
  const tests = {
    is: null,
    in: ["a", 1, true],
    ignoreCase: true,
    ahead: { gte: "P1D", lte: "P1M" },
    exists: false,
  };
  expect(JSON.stringify(fromClauses(toClauses(tests)))).toBe(JSON.stringify(tests));
});

test("any edits leave a tree with ids of its own, whose JSON is what was done", () => {
  const edit = fc.tuple(fc.nat(6), fc.nat(50), condition);
  fc.assert(
    fc.property(condition, fc.array(edit, { maxLength: 8 }), (start, edits) => {
      let root = toModel(start);
      for (const [which, at, other] of edits) {
        const all = partsOf(root);
        const { id } = all[at % all.length]!;
        root = apply(root, which, id, other) ?? root;
        expect(isUnique(root)).toBe(true);
        expect(isSame(toCondition(toModel(toCondition(root))), toCondition(root))).toBe(true);
        expect(partsOf(root).every((one) => one.kind !== "group" || one.parts.length > 0)).toBe(
          true,
        );
      }
    }),
  );
});

function apply(root: Part, which: number, id: number, other: object): Part | undefined {
  switch (which) {
    case 0:
      return setPart(root, id, other);
    case 1:
      return addPart(root, id, other).root;
    case 2:
      return duplicatePart(root, id).root;
    case 3:
      return wrapPart(root, id, "any");
    case 4:
      return unwrapPart(root, id);
    case 5:
      return movePart(root, id, 1);
    default:
      return removePart(root, id);
  }
}

test("edits do what their names say", () => {
  const [a, b, c] = [{ attribute: "a", is: 1 }, { event: "b" }, { segment: "c" }];
  const root = toModel({ all: [a, b] });
  const [, first, second] = partsOf(root).map(({ id }) => id);
  const json = (part: Part | undefined) => part && toCondition(part);

  expect(json(setMode(root, root.id, "none"))).toEqual({ none: [a, b] });
  expect(json(addPart(root, root.id, c).root)).toEqual({ all: [a, b, c] });
  expect(json(addPart(toModel(a), 1, c).root)).toEqual({ all: [a, c] });
  expect(json(addPart(undefined, 0, c).root)).toEqual(c);
  expect(json(setPart(root, second!, c))).toEqual({ all: [a, c] });
  expect(json(movePart(root, first!, 1))).toEqual({ all: [b, a] });
  expect(json(movePart(root, first!, -1))).toEqual({ all: [a, b] });
  expect(json(duplicatePart(root, first!).root)).toEqual({ all: [a, a, b] });
  expect(json(wrapPart(root, first!, "any"))).toEqual({ all: [{ any: [a] }, b] });
  expect(json(removePart(root, first!))).toEqual({ all: [b] });
  expect(json(removePart(removePart(root, first!)!, second!))).toBeUndefined();
  expect(json(unwrapPart(root, root.id))).toEqual({ all: [a, b] });
  expect(json(unwrapPart(toModel({ all: [a] }), 1))).toEqual(a);
});
