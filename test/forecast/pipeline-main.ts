import fc from "fast-check";
import { cases } from "#test/reference/arbitrary.ts";
import { readOptions, wholeNumber } from "#test/support/options.ts";
import { compare } from "./same-as-pipeline.ts";

/**
 * Holds the pipeline against simulations for so many cases, and says how it goes; the smallest
 * difference ends it.
 */
const values = readOptions({
  cases: { type: "string", default: "5000" },
  seed: { type: "string", default: "1" },
});
const numRuns = wholeNumber("cases", values.cases);
const seed = wholeNumber("seed", values.seed);
const EVERY = 100;

const print = (line: string) => process.stdout.write(`${line}\n`);
const start = performance.now();
let done = 0;
const sum = { compared: 0, mails: 0 };
const ms = () => Math.round(performance.now() - start);

const result = await fc.check(
  fc.asyncProperty(cases, async (drawn) => {
    const same = await compare(drawn);
    done += 1;
    sum.compared += same ? 1 : 0;
    sum.mails += same?.mails ?? 0;
    if (done % EVERY === 0) print(`${done} cases, ${ms()} ms`);
  }),
  { numRuns, seed },
);
if (result.failed) {
  print(fc.defaultReportMessage(result) ?? "");
  print(result.errorInstance instanceof Error ? result.errorInstance.message : "");
  process.exitCode = 1;
}
print(JSON.stringify({ cases: numRuns, seed, differs: result.failed, ms: ms(), ...sum }));
