import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";

/**
 * A log kept for a month, under a short name such as `/Dripstack/deliver`; deleted with the stack.
 */
export const createLogGroup = (scope: Construct, name: string): LogGroup =>
  new LogGroup(scope, "Log", {
    logGroupName: `/${Stack.of(scope).stackName}/${name}`,
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
