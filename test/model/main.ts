import { parseArgs } from "node:util";
import { type Explored, explore } from "./explore.ts";
import type { Mutation } from "./rules.ts";
import { AS_BUILT, MUTANTS, SCENARIOS } from "./scenarios.ts";
import { linesOf } from "./trace.ts";

/** Explores every scenario to its end and every mutant to its counterexample; `--traces` prints those. */
const { values } = parseArgs({ options: { traces: { type: "boolean", default: false } } });
const print = (line: string) => process.stdout.write(`${line}\n`);
const figures = ({ states, transitions, depth, ms }: Explored) =>
  `${states} states, ${transitions} transitions, depth ${depth}, ${(ms / 1000).toFixed(1)} s`;
let failed = false;

print("scenarios, each explored to its end:");
for (const [name, scenario] of Object.entries(SCENARIOS)) {
  const found = explore({ ...scenario, wrong: new Set() });
  print(`  ${found.broken ? "BROKEN" : "holds "} ${name}: ${figures(found)}`);
  if (!found.broken) continue;
  failed = true;
  print(`  ${found.broken.what}:\n${linesOf(found.broken.trace)}`);
}

print("mutants, each with its shortest counterexample:");
for (const [name, scenario] of Object.entries(MUTANTS)) {
  const wrong = new Set([name as Mutation]);
  const found = explore({ ...scenario, wrong });
  const { broken } = found;
  if (!broken) failed = true;
  const verdict = broken ? `${broken.trace.length} steps break: ${broken.what}` : "NOT NOTICED";
  const note = AS_BUILT.has(name as Mutation) ? " [as the code is today]" : "";
  print(`  ${name}${note}: ${verdict} (${figures(found)})`);
  if (values.traces && broken) print(linesOf(broken.trace));
}
process.exitCode = failed ? 1 : 0;
