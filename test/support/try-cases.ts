import fc from "fast-check";
import { readOptions, wholeNumber } from "./options.ts";

type Trial<T> = {
  /** How many, where `--cases` says nothing. */
  count: string;
  /** A line of progress after so many. */
  every: number;
  /** @throws what is wrong with a case */
  attempt: (drawn: T) => void | Promise<void>;
  /** What is told of all of them at the end. */
  sum: () => object;
};

/**
 * Tries drawn cases as `--cases` and `--seed` of the command line say; the smallest that fails is
 * printed, and ends it with exit code 1. The last line is JSON.
 */
export async function tryCases<T>(cases: fc.Arbitrary<T>, trial: Trial<T>): Promise<void> {
  const values = readOptions({
    cases: { type: "string", default: trial.count },
    seed: { type: "string", default: "1" },
  });
  const numRuns = wholeNumber("cases", values.cases);
  const seed = wholeNumber("seed", values.seed);
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const start = performance.now();
  const ms = () => Math.round(performance.now() - start);
  let done = 0;
  const property = fc.asyncProperty(cases, async (drawn) => {
    await trial.attempt(drawn);
    done += 1;
    if (done % trial.every === 0) print(`${done} cases, ${ms()} ms`);
  });
  const result = await fc.check(property, { numRuns, seed });
  if (result.failed) {
    print(fc.defaultReportMessage(result) ?? "");
    print(result.errorInstance instanceof Error ? result.errorInstance.message : "");
    process.exitCode = 1;
  }
  print(JSON.stringify({ cases: numRuns, seed, differs: result.failed, ms: ms(), ...trial.sum() }));
}
