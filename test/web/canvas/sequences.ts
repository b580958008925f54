import fc from "fast-check";
import type { Definition, Step } from "../../../web/src/canvas/definition.ts";

const target = (names: string[]) => fc.constantFrom(null, ...names);

const stepOf = (names: string[]): fc.Arbitrary<Step> => {
  const next = target(names);
  return fc.oneof(
    fc.record({ kind: fc.constant("send"), template: fc.constant("hello"), next }),
    fc.record({ kind: fc.constant("wait"), for: fc.constant("P1D"), next, otherwise: next }),
    fc.record({
      kind: fc.constant("branch"),
      cases: fc.array(fc.record({ when: fc.constant({}), next }), { minLength: 1, maxLength: 3 }),
      otherwise: next,
    }),
    fc.record({
      kind: fc.constant("split"),
      ways: fc.array(fc.record({ weight: fc.constant(1), next }), { minLength: 2, maxLength: 4 }),
    }),
    fc.constant({ kind: "exit" }),
  );
};

/** Any graph of steps, loops and steps that no run reaches included. */
export const definitions: fc.Arbitrary<Definition> = fc
  .integer({ min: 1, max: 30 })
  .chain((size) => {
    const names = Array.from({ length: size }, (_, at) => `step-${at}`);
    return fc
      .tuple(fc.constantFrom(...names), fc.tuple(...names.map(() => stepOf(names))))
      .map(([start, steps]) => ({
        name: "Any",
        start,
        steps: Object.fromEntries(names.map((name, at) => [name, steps[at]!])),
      }));
  });
