import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";

/**
 * A log for a month, under a name that one can type: `/Dripstack/deliver`. It goes with the stack.
 */
export const newLog = (scope: Construct, name: string): LogGroup =>
  new LogGroup(scope, "Log", {
    logGroupName: `/${Stack.of(scope).stackName}/${name}`,
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
