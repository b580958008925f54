import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { BUILT } from "#infra/console/sources.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { readContext } from "./context.ts";
import { DripstackStack } from "./stack.ts";

const app = new App();
try {
  const { stackName, console, ...settings } = readContext(app.node.getAllContext());
  const consoleFolder = console ? BUILT : undefined;
  new DripstackStack(app, stackName, { ...settings, consoleFolder });
} catch (error) {
  if (!(error instanceof InvalidInput)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
