import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { advanceRow } from "./advance.ts";
import { embeddedRow } from "./embedded-e2e.ts";
import { renderRow } from "./render-mime.ts";

/** A figure, measured once; the bench takes the median of three. */
export type Row = { name: string; unit: string; measure: () => Promise<number> };

const ROWS: Row[] = [advanceRow, renderRow, embeddedRow];

const { values } = parseArgs({ options: { rows: { type: "string" } } });
const wanted = values.rows?.split(",");
const [cpu] = cpus();
process.stderr.write(`${cpus().length} x ${cpu?.model}, Node ${process.version}\n`);
for (const { name, unit, measure } of ROWS) {
  if (wanted && !wanted.includes(name)) continue;
  const taken: number[] = [];
  for (let i = 0; i < 3; i++) taken.push(Math.round(await measure()));
  taken.sort((a, b) => a - b);
  process.stdout.write(
    `${JSON.stringify({ name, value: taken[1], unit, min: taken[0], max: taken[2] })}\n`,
  );
}
