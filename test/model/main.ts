import { readOptions } from "#test/support/options.ts";
import { type Explored, explore } from "./explore.ts";
import type { Mutation } from "./rules.ts";
import { MUTANTS, SCENARIOS } from "./scenarios.ts";
import { linesOf } from "./trace.ts";

/**
 * Explores every scenario to its end and every mutant to its counterexample, which `--traces`
 * prints. `--replay 500 --seed 3` replays so many ways for each kind of provider on the real
 * handlers instead.
 */
const values = readOptions({
  traces: { type: "boolean", default: false },
  replay: { type: "string" },
  seed: { type: "string", default: "1" },
});
const print = (line: string) => process.stdout.write(`${line}\n`);
const figures = ({ states, transitions, depth, ms }: Explored) =>
  `${states} states, ${transitions} transitions, depth ${depth}, ${(ms / 1000).toFixed(1)} s`;

if (values.replay) {
  process.env.POWERTOOLS_LOG_LEVEL = "SILENT";
  process.env.POWERTOOLS_METRICS_DISABLED = "true";
  const { replayMany } = await import("./replay/many.ts");
  const { same, untimely } = await replayMany(Number(values.replay), Number(values.seed));
  print(`replayed: ${same} as the model says, ${untimely} that real clocks do not allow`);
} else if (!exploreAll()) process.exitCode = 1;

function exploreAll(): boolean {
  let isWell = true;
  print("scenarios, each explored to its end:");
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    const found = explore({ ...scenario, wrong: new Set() });
    print(`  ${found.broken ? "BROKEN" : "holds "} ${name}: ${figures(found)}`);
    if (!found.broken) continue;
    isWell = false;
    print(`  ${found.broken.what}:\n${linesOf(found.broken.trace)}`);
  }
  print("mutants, each with its shortest counterexample:");
  for (const [name, scenario] of Object.entries(MUTANTS) as [
    Mutation,
    (typeof MUTANTS)[Mutation],
  ][]) {
    const found = explore({ ...scenario, wrong: new Set([name]) });
    const { broken } = found;
    if (!broken) isWell = false;
    const verdict = broken ? `${broken.trace.length} steps break: ${broken.what}` : "NOT NOTICED";
    print(`  ${name}: ${verdict} (${figures(found)})`);
    if (values.traces && broken) print(linesOf(broken.trace));
  }
  return isWell;
}
