import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "#test/support/long.ts";
import { cases } from "./arbitrary.ts";
import { Lockstep } from "./lockstep.ts";
import { add, NOTHING } from "./tally.ts";

test("the engine does what the interpreter does, at every instant", () => {
  let sum = NOTHING;
  fc.assert(
    fc.property(cases, (drawn) => {
      sum = add(sum, new Lockstep(drawn).play().tally);
    }),
    { numRuns: runs(500), seed: 22 },
  );
  expect(sum.decisions).toBeGreaterThan(runs(8_000));
  expect(sum.mails).toBeGreaterThan(runs(1_000));
  expect(sum.requests).toBeGreaterThan(runs(400));
  expect(sum.loops).toBeGreaterThan(runs(100));
});
