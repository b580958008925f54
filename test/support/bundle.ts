import { execSync } from "node:child_process";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { bundlingOf, ROOT } from "#infra/aws/bundling.ts";
import {
  PORT_VARIABLES,
  queueVariable,
  SECRETS_VARIABLE,
  tableVariable,
} from "#shared/adapters/aws/names.ts";
import { QUEUES } from "#shared/ports/queue.ts";
import { TABLES } from "#shared/ports/table.ts";

const variables = [
  ...TABLES.map(tableVariable),
  ...QUEUES.map(queueVariable),
  ...Object.values(PORT_VARIABLES),
  SECRETS_VARIABLE,
];

/** An environment in which every function can be loaded. */
export const bundleEnv: Record<string, string> = {
  ...Object.fromEntries(variables.map((name) => [name, "x"])),
  PUBLIC_URL: "https://mail.example.com",
  AWS_REGION: "eu-west-1",
};

/**
 * The same bundle that the CDK makes of the function `name` with esbuild's command line, as
 * `<folder>/<name>/index.js`; `entry` bundles another file alike.
 */
export async function bundle(
  name: string,
  folder: string,
  entry = `functions/${name}/lambda.ts`,
): Promise<string> {
  const { mainFields, target, format, minify, esbuildArgs, commandHooks } = bundlingOf(name);
  const aliases = (esbuildArgs!["--alias"] as string[]).map((alias) => alias.split("="));
  const outfile = join(folder, name, "index.js");
  await build({
    entryPoints: [`${ROOT}${entry}`],
    outfile,
    bundle: true,
    minify,
    platform: "node",
    format,
    target,
    mainFields,
    alias: Object.fromEntries(aliases),
    logLevel: "silent",
  });
  for (const line of commandHooks?.afterBundling(ROOT, dirname(outfile)) ?? []) execSync(line);
  return outfile;
}
