import { readBudgets } from "./budgets.ts";
import { report } from "./report.ts";

/** `.ci/run` says `stage=second` of each stage, in their order, and `end=second`. */
const begun = process.argv.slice(2).map((text) => {
  const [name = "", at] = text.split("=");
  return { name, at: Number(at) };
});
for (const line of report(begun, readBudgets().stageSeconds)) process.stdout.write(`${line}\n`);
