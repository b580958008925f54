import fc from "fast-check";
import { expect, test } from "vitest";
import { cases } from "./arbitrary.ts";
import { Lockstep } from "./lockstep.ts";
import { add, NOTHING } from "./tally.ts";

test("the engine does what the interpreter does, at every instant", () => {
  let sum = NOTHING;
  fc.assert(
    fc.property(cases, (drawn) => {
      sum = add(sum, new Lockstep(drawn).play().tally);
    }),
    { numRuns: 500, seed: 22 },
  );
  expect(sum.decisions).toBeGreaterThan(8_000);
  expect(sum.mails).toBeGreaterThan(1_000);
  expect(sum.requests).toBeGreaterThan(400);
  expect(sum.loops).toBeGreaterThan(100);
});
