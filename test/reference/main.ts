import fc from "fast-check";
import { readOptions, wholeNumber } from "#test/support/options.ts";
import { cases } from "./arbitrary.ts";
import { Lockstep } from "./lockstep.ts";
import { add, NOTHING } from "./tally.ts";

/** Holds the engine against the interpreter for so many cases, and says how it goes; the smallest difference ends it. */
const values = readOptions({
  cases: { type: "string", default: "20000" },
  seed: { type: "string", default: "1" },
});
const numRuns = wholeNumber("cases", values.cases);
const seed = wholeNumber("seed", values.seed);
const EVERY = 1_000;

const print = (line: string) => process.stdout.write(`${line}\n`);
const start = performance.now();
let done = 0;
let sum = NOTHING;
const ms = () => Math.round(performance.now() - start);

const result = fc.check(
  fc.property(cases, (drawn) => {
    sum = add(sum, new Lockstep(drawn).play().tally);
    done += 1;
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
