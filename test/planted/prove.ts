import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Proof } from "./plant.ts";
import { runNode } from "./run-node.ts";

const REPORT = "report.json";

type Report = {
  testResults: {
    assertionResults: { title: string; status: string; failureMessages: string[] }[];
  }[];
};

/**
 * Runs the named test in a copy of the engine. Returns its failure; undefined when it passes.
 * @throws Error when no such test ran
 */
export async function prove(folder: string, { file, test }: Proof): Promise<string | undefined> {
  const named = test.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const { said } = await runNode(folder, [
    "node_modules/vitest/vitest.mjs",
    ...["run", "--project", "unit", file, "-t", named],
    ...["--reporter=json", `--outputFile=${REPORT}`],
  ]);
  const ran = readReport(folder)
    .testResults.flatMap(({ assertionResults }) => assertionResults)
    .filter(({ title, status }) => title.startsWith(test) && /passed|failed/.test(status));
  if (ran.length === 0) throw new Error(`${file} has no test "${test}": ${said.slice(-500)}`);
  const failed = ran.find(({ status }) => status === "failed");
  if (!failed) return undefined;
  const [why = ""] = failed.failureMessages;
  return `caught by ${file}, "${failed.title}": ${why.split("\n")[0]}`;
}

function readReport(folder: string): Report {
  try {
    return JSON.parse(readFileSync(join(folder, REPORT), "utf8")) as Report;
  } catch {
    return { testResults: [] };
  }
}
