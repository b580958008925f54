import { execFileSync } from "node:child_process";
import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { bundlingOf, ROOT } from "#infra/aws/bundling.ts";
import { TRIGGERS } from "#infra/aws/triggers.ts";
import { PORT_VARIABLES, queueVariable, tableVariable } from "#shared/adapters/aws/names.ts";
import { QUEUES } from "#shared/ports/queue.ts";
import { TABLES } from "#shared/ports/table.ts";

/** docs/design.md §13; `render` carries MJML. */
const MAX_KB = 550;
const folder = mkdtempSync(join(tmpdir(), "dripstack-bundles-"));
const variables = [
  ...TABLES.map(tableVariable),
  ...QUEUES.map(queueVariable),
  ...Object.values(PORT_VARIABLES),
];
const env = {
  ...Object.fromEntries(variables.map((name) => [name, "x"])),
  PUBLIC_URL: "https://mail.example.com",
  AWS_REGION: "eu-west-1",
};

/** The same bundle that the CDK makes with esbuild's command line. */
async function bundle(name: string): Promise<string> {
  const { mainFields, target, esbuildArgs } = bundlingOf(name);
  const aliases = (esbuildArgs!["--alias"] as string[]).map((alias) => alias.split("="));
  const outfile = join(folder, name, "index.js");
  await build({
    entryPoints: [`${ROOT}functions/${name}/lambda.ts`],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target,
    mainFields,
    alias: Object.fromEntries(aliases),
    logLevel: "silent",
  });
  return outfile;
}

test.each(TRIGGERS.map(({ name }) => name))("the bundle of %s loads and is small", async (name) => {
  const file = await bundle(name);
  if (name !== "render") expect(statSync(file).size / 1024).toBeLessThanOrEqual(MAX_KB);
  const script = `process.stdout.write(typeof require(${JSON.stringify(file)}).handler)`;
  expect(execFileSync(process.execPath, ["-e", script], { env, encoding: "utf8" })).toBe(
    "function",
  );
});
