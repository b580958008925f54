import { execFileSync } from "node:child_process";
import { bundleEnv as env } from "#test/support/bundle.ts";

/** How long a fresh process takes to load `file`, in milliseconds, without its own start. */
export function coldImport(file: string): number {
  const script = `const start = process.hrtime.bigint();
    require(${JSON.stringify(file)});
    process.stdout.write(String(process.hrtime.bigint() - start));
    process.exit()`;
  return Number(execFileSync(process.execPath, ["-e", script], { env })) / 1e6;
}

export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
