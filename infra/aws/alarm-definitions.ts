import { type IMetric, Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import type { Source } from "#functions/runtime/manifest.ts";
import { STUCK_METRIC } from "#functions/runtime/measure.ts";
import type { Http } from "./http.ts";
import {
  LAG_LIMIT_MS,
  ownMetric,
  PERIOD,
  RATE_LIMITS,
  rateOf,
  WAIT_LIMIT_SECONDS,
} from "./metrics.ts";
import type { Queues } from "./queues.ts";
import type { SesFeedback } from "./ses-feedback.ts";
import type { Worker } from "./worker.ts";

/**
 * An alarm and its article in the runbook. The eleventh alarm metric costs money, so each alarm has
 * one.
 */
export type AlarmDefinition = {
  id: string;
  article: string;
  description: string;
  metric: IMetric;
  above: number;
  periods: number;
  /** How many of the periods must be bad; all by default. */
  enough?: number;
  missing?: TreatMissingData;
};

type Parts = { workers: readonly Worker[]; http: Http; queues: Queues; feedback: SesFeedback };

/**
 * In an operator's order: do users notice, does mail leave, is anything lost, what does SES think.
 */
export function alarmsIn(
  scope: Construct,
  { workers, http, queues, feedback }: Parts,
): AlarmDefinition[] {
  const named = (name: string) => workers.find(({ manifest }) => manifest.name === name)!;
  const impacts = (some: readonly Worker[]) =>
    some.map(({ manifest }) => manifest.impact).join(" ");
  const wokenBy = (kind: Source["kind"]) =>
    workers.filter(({ manifest }) => manifest.sources.some((source) => source.kind === kind));
  const { configurationSet } = feedback;
  return [
    {
      id: "Requests",
      article: "requests-fail",
      description: `Requests are answered with errors. That can mean: ${impacts(wokenBy("http"))}`,
      metric: http.serverErrors,
      above: 0,
      periods: 2,
    },
    // A mail that can not be rendered fails in `deliver` too.
    failing("no-mail-leaves", named("deliver"), impacts([named("deliver"), named("render")])),
    // A disabled event source mapping, a throttled function or a throttled table cause no error
    // there.
    {
      id: "Waiting",
      article: "mails-wait-on-their-queue",
      description: "Mails stay on their queue: no function takes them, or too few at a time.",
      metric: queues.byName.deliver.metricApproximateAgeOfOldestMessage({
        period: PERIOD,
        statistic: "Maximum",
      }),
      above: WAIT_LIMIT_SECONDS,
      periods: 2,
    },
    // All functions of the region share one concurrency limit.
    {
      id: "Throttled",
      article: "functions-are-throttled",
      description:
        "Functions are throttled: too many run at once in this account, or they have a limit of their own.",
      metric: new Metric({
        namespace: "AWS/Lambda",
        metricName: "Throttles",
        statistic: "Sum",
        period: PERIOD,
      }),
      above: 0,
      periods: 3,
    },
    // What fails `webhook-sender` also fails `react`: the right to invoke, SQS, Lambda concurrency.
    failing(
      "runs-do-not-advance",
      named("react"),
      impacts([named("react"), named("webhook-sender")]),
    ),
    failing("feedback-is-not-taken-in", named("feedback"), impacts([named("feedback")])),
    {
      id: "Late",
      article: "due-work-is-late",
      description: `Runs advance later than their sequences say, or not at all; or work stays on a queue and no function takes it. ${impacts(wokenBy("schedule"))}`,
      metric: ownMetric(scope, "tick", "LagMs", "Maximum"),
      above: LAG_LIMIT_MS,
      periods: 2,
      // A tick that did not run, or failed, reports nothing.
      missing: TreatMissingData.BREACHING,
    },
    {
      id: "Stuck",
      article: "mail-is-stuck",
      description:
        "SES takes no mail (a sender is not verified, the quota is spent, the account is paused); or a template fails and its mails wait; or mails may or may not have been sent and are not sent again; or there are dead letters.",
      metric: ownMetric(scope, STUCK_METRIC.service, STUCK_METRIC.name),
      above: 0,
      // A mail held by its template or SES is counted again within an hour, a dead letter each
      // minute.
      periods: 13,
      enough: 1,
    },
    {
      id: "Bounces",
      article: "too-many-bounces",
      description:
        "Too many mails bounce: at twice this rate SES reviews the account and may pause it.",
      metric: rateOf("Bounce", configurationSet),
      above: RATE_LIMITS.Bounce,
      periods: 1,
      missing: TreatMissingData.IGNORE,
    },
    {
      id: "Complaints",
      article: "too-many-complaints",
      description:
        "Too many recipients report the mail as spam: at twice this rate SES reviews the account and may pause it.",
      metric: rateOf("Complaint", configurationSet),
      above: RATE_LIMITS.Complaint,
      periods: 1,
      missing: TreatMissingData.IGNORE,
    },
  ];
}

/** A single failing message raises one error in five minutes, and becomes a dead letter. */
const failing = (
  article: string,
  { node, lambda }: Worker,
  description: string,
): AlarmDefinition => ({
  id: node.id,
  article,
  description,
  metric: lambda.metricErrors({ period: PERIOD }),
  above: 1,
  periods: 2,
});
