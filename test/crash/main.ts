import { readOptions, wholeNumber } from "#test/support/options.ts";
import { crash } from "./crash.ts";

/** Faults that are printed; the rest is like them. */
const TOLD = 20;

/** The seed draws the moments of the kills; how far the machine is by then, it cannot repeat. */
const values = readOptions({
  kills: { type: "string", default: "20" },
  people: { type: "string", default: "2000" },
  seed: { type: "string", default: String(Date.now() % 100_000) },
});
const plan = {
  kills: wholeNumber("kills", values.kills),
  people: wholeNumber("people", values.people),
  seed: wholeNumber("seed", values.seed),
};
const say = (line: string) => process.stderr.write(`${line}\n`);
say(`seed ${plan.seed}`);
const { verdict, faults } = await crash(plan, say);
for (const fault of faults.slice(0, TOLD)) process.stdout.write(`${fault}\n`);
process.stdout.write(`${JSON.stringify(verdict)}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
