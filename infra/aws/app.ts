import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { readContext } from "./context.ts";
import { DripstackStack } from "./stack.ts";

const app = new App();
try {
  const { stackName, ...settings } = readContext(app.node.getAllContext());
  new DripstackStack(app, stackName, settings);
} catch (error) {
  if (!(error instanceof InvalidInput)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
