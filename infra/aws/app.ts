import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { DripstackStack } from "./stack.ts";

const app = new App();
const context = (name: string): string | undefined => app.node.tryGetContext(name);
new DripstackStack(app, "Dripstack", {
  publicUrl: context("publicUrl"),
  alarmEmail: context("alarmEmail"),
  publishEvents: context("publishEvents") === "true",
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
