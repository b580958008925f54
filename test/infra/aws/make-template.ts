import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import type { Settings } from "#infra/aws/context.ts";
import { DripstackStack } from "#infra/aws/stack.ts";
import { tempFolder } from "#test/support/temp-folder.ts";

/**
 * The stack's template without its bundles, which take seconds and are proven by `npm run synth`.
 */
export function makeTemplate(settings: Partial<Settings> = {}): Template {
  const { stackName = "Dripstack", ...rest } = settings;
  const app = new App({
    outdir: tempFolder("cdk"),
    context: { "aws:cdk:bundling-stacks": [] },
    builtinCloudFormationValidation: false,
  });
  return Template.fromStack(new DripstackStack(app, stackName, { publishEvents: false, ...rest }));
}
