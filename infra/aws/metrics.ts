import { Duration, Stack } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { ConfigurationSet } from "aws-cdk-lib/aws-ses";
import type { Construct } from "constructs";

/** Of everything that is watched within minutes. */
export const PERIOD = Duration.minutes(5);

/** A figure that a function writes itself (`functions/runtime/measure.ts`). */
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

/** The share of mails, from 0 to 1, as SES counts it for those of a configuration set. */
export const rateOf = (kind: "Bounce" | "Complaint", set: ConfigurationSet): Metric =>
  new Metric({
    namespace: "AWS/SES",
    metricName: `Reputation.${kind}Rate`,
    dimensionsMap: { "ses:configuration-set": set.configurationSetName },
    statistic: "Maximum",
    period: Duration.hours(1),
  });

/** Half of the rates from which SES reviews an account: 5 % and 0.1 %. */
export const RATE_LIMITS = { Bounce: 0.025, Complaint: 0.0005 };

/**
 * A mail is planned two minutes ahead of its queue at most, and comes back twelve minutes after a
 * failure.
 */
export const WAIT_LIMIT_SECONDS = 15 * 60;

/** Due work that waits longer than that is not on time (docs/design.md, Time). */
export const LAG_LIMIT_MS = 5 * 60_000;
