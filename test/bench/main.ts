import { cpus } from "node:os";
import { readOptions } from "#test/support/options.ts";
import { advanceRow } from "./advance.ts";
import { advanceZoneRow } from "./advance-zone.ts";
import { apiLatencyRow } from "./api-latency.ts";
import { backtestRows } from "./backtest.ts";
import { bundleRows } from "./bundles.ts";
import { consoleRows } from "./console.ts";
import { consoleFpsRows } from "./console-fps.ts";
import { durableRow } from "./durable-steps.ts";
import { embeddedRow } from "./embedded-e2e.ts";
import { evaluateRow } from "./evaluate.ts";
import { ingestRow } from "./ingest.ts";
import { lintRow } from "./lint.ts";
import { memoryRows } from "./memory.ts";
import { renderRow } from "./render-mime.ts";
import type { Measurement } from "./row.ts";
import { simulateRow } from "./simulate.ts";
import { simulateDraftRow } from "./simulate-draft.ts";
import { wheelLagRows } from "./wheel-lag.ts";

const RUNS = 3;
const ALL: Measurement[] = [
  advanceRow,
  lintRow,
  advanceZoneRow,
  simulateRow,
  simulateDraftRow,
  evaluateRow,
  backtestRows,
  durableRow,
  renderRow,
  embeddedRow,
  ingestRow,
  apiLatencyRow,
  bundleRows,
  consoleRows,
  consoleFpsRows,
  wheelLagRows,
  memoryRows,
];

const values = readOptions({ rows: { type: "string" }, full: { type: "boolean", default: false } });
const wanted = values.rows?.split(",");
const names = ALL.flatMap(({ units }) => Object.keys(units));
const unknown = wanted?.filter((name) => !names.includes(name)) ?? [];
if (unknown.length > 0) {
  process.stderr.write(`There is no row ${unknown.join(", ")}. There are: ${names.join(", ")}.\n`);
  process.exit(2);
}
const [cpu] = cpus();
process.stderr.write(`${cpus().length} x ${cpu?.model}, Node ${process.version}\n`);
for (const { units, measure } of ALL) {
  const mine = Object.keys(units).filter((name) => !wanted || wanted.includes(name));
  if (mine.length === 0) continue;
  const runs: Record<string, number>[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await measure({ full: values.full }));
  for (const name of mine) print(name, units[name]!, runs);
}

/** One line of JSON: the median, and between which figures it lies. */
function print(name: string, unit: string, runs: Record<string, number>[]): void {
  const taken = runs.flatMap((run) => (run[name] === undefined ? [] : [round(run[name])]));
  taken.sort((a, b) => a - b);
  if (taken.length === 0) return;
  const value = taken[Math.floor(taken.length / 2)];
  const line = { name, value, unit, min: taken[0], max: taken.at(-1) };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Three digits are all that a noisy machine is worth. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}
