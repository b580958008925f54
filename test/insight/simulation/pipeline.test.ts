import fc from "fast-check";
import { expect, test } from "vitest";
import { cases } from "#test/reference/arbitrary.ts";
import { runs } from "#test/support/long.ts";
import { compare } from "./same-as-pipeline.ts";

test("the pipeline, however late, sends and decides what a simulation foretells", async () => {
  let mails = 0;
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(cases, async (drawn) => {
      const same = await compare(drawn);
      if (!same) return;
      compared += 1;
      mails += same.mails;
    }),
    { numRuns: runs(150), seed: 7 },
  );
  expect(compared).toBeGreaterThan(runs(20));
  expect(mails).toBeGreaterThan(runs(40));
});
