import { Duration, Stack } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { ConfigurationSet } from "aws-cdk-lib/aws-ses";
import type { Construct } from "constructs";

/** Of alarms that react within minutes. */
export const PERIOD = Duration.minutes(5);

/** A metric that a function publishes itself (`functions/runtime/measure.ts`). */
export const ownMetric = (
  scope: Construct,
  service: string,
  metricName: string,
  statistic = "Sum",
): Metric =>
  new Metric({
    namespace: Stack.of(scope).stackName,
    metricName,
    dimensionsMap: { service },
    statistic,
    period: PERIOD,
  });

/** A rate from 0 to 1, as SES counts it for a configuration set. */
export const rateOf = (kind: "Bounce" | "Complaint", set: ConfigurationSet): Metric =>
  new Metric({
    namespace: "AWS/SES",
    metricName: `Reputation.${kind}Rate`,
    dimensionsMap: { "ses:configuration-set": set.configurationSetName },
    statistic: "Maximum",
    period: Duration.hours(1),
  });

/** Half of the rates at which SES reviews an account: 5 % and 0.1 %. */
export const RATE_LIMITS = { Bounce: 0.025, Complaint: 0.0005 };

/** A mail is queued at most two minutes early, and retried within twelve minutes. */
export const WAIT_LIMIT_SECONDS = 15 * 60;

/** Due work that waits longer is late (docs/design.md, Time). */
export const LAG_LIMIT_MS = 5 * 60_000;
