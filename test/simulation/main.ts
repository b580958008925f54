import { parseArgs } from "node:util";

process.env.POWERTOOLS_LOG_LEVEL = "SILENT";
process.env.POWERTOOLS_METRICS_DISABLED = "true";
const { simulate } = await import("./simulate.ts");

const { values } = parseArgs({
  options: {
    sends: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    seeds: { type: "string", default: "1" },
    trace: { type: "boolean", default: false },
  },
});
const sends = Number(values.sends);
const first = Number(values.seed);
const print = (line: string) => process.stdout.write(`${line}\n`);
let failed = false;
for (let seed = first; seed < first + Number(values.seeds); seed++) {
  const trace = values.trace ? print : undefined;
  const { findings, fired, ...result } = await simulate({ sends, seed, trace });
  const { duplicates, lost, afterSuppression, unknownUnjustified } = result;
  if (duplicates + lost + afterSuppression + unknownUnjustified > 0) {
    failed = true;
    for (const finding of findings) print(finding);
    print(`replay: npm run sim -- --sends ${sends} --seed ${seed} --trace`);
  }
  print(JSON.stringify(result));
}
process.exitCode = failed ? 1 : 0;
