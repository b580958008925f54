import { mkdirSync, writeFileSync } from "node:fs";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import type { Settings } from "#infra/aws/context.ts";
import { DripstackStack } from "#infra/aws/stack.ts";
import { tempFolder } from "#test/support/temp-folder.ts";

export const BUILT_FILES = ["assets/app-1a2b.js", "icon.svg", "index.html"];

/**
 * The stack's template without its bundles, which take seconds and are proven by `npm run synth`.
 */
export function makeTemplate(settings: Partial<Settings> = {}): Template {
  const { stackName = "Dripstack", console = true, ...rest } = settings;
  const app = new App({
    outdir: tempFolder("cdk"),
    context: { "aws:cdk:bundling-stacks": [] },
    builtinCloudFormationValidation: false,
  });
  const consoleFolder = console ? builtConsole() : undefined;
  return Template.fromStack(
    new DripstackStack(app, stackName, { publishEvents: false, consoleFolder, ...rest }),
  );
}

/** What stands in for a built console, which would take seconds. */
function builtConsole(): string {
  const folder = tempFolder("console");
  mkdirSync(`${folder}/assets`);
  for (const name of BUILT_FILES) writeFileSync(`${folder}/${name}`, name);
  writeFileSync(`${folder}/index.html.br`, "packed");
  return folder;
}
