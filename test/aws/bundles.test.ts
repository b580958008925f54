import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { TRIGGERS } from "#infra/aws/triggers.ts";
import { bundle, bundleEnv as env } from "#test/support/bundle.ts";
import { newFolder, removeFolder } from "#test/support/program.ts";

/** `render` carries MJML. */
const MAX_KB = 550;
const folder = newFolder();
afterAll(() => removeFolder(folder));

test.each(TRIGGERS.map(({ name }) => name))("the bundle of %s loads and is small", async (name) => {
  const file = await bundle(name, folder);
  if (name !== "render") expect(statSync(file).size / 1024).toBeLessThanOrEqual(MAX_KB);
  const script = `process.stdout.write(typeof require(${JSON.stringify(file)}).handler)`;
  expect(execFileSync(process.execPath, ["-e", script], { env, encoding: "utf8" })).toBe(
    "function",
  );
});
