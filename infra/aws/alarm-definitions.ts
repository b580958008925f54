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
 * What is watched, and its article in the runbook. A metric costs when it is the eleventh, so each
 * alarm has one.
 */
export type AlarmDefinition = {
  id: string;
  article: string;
  says: string;
  metric: IMetric;
  above: number;
  periods: number;
  /** How many bad ones among the periods are enough to ring; all, where it is left out. */
  enough?: number;
  missing?: TreatMissingData;
};

type Parts = { workers: readonly Worker[]; http: Http; queues: Queues; feedback: SesFeedback };

/**
 * In the order in which one asks: do people notice, does mail leave, is anything lost, how does SES
 * see us.
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
      says: `Requests are answered with errors. That can mean: ${impacts(wokenBy("http"))}`,
      metric: http.serverErrors,
      above: 0,
      periods: 2,
    },
    // Whatever `deliver` can't have rendered fails there too.
    failing("no-mail-leaves", named("deliver"), impacts([named("deliver"), named("render")])),
    // A mapping that is off, a function without room or a table that throttles give no error there.
    {
      id: "Waiting",
      article: "mails-wait-on-their-queue",
      says: "Mails stay on their queue: no function takes them, or too few at a time.",
      metric: queues.byName.deliver.metricApproximateAgeOfOldestMessage({
        period: PERIOD,
        statistic: "Maximum",
      }),
      above: WAIT_LIMIT_SECONDS,
      periods: 2,
    },
    // Of all functions of the region: who lacks room here lacks it for others' sake, or as they do.
    {
      id: "Throttled",
      article: "functions-are-throttled",
      says: "Functions are throttled: too many run at once in this account, or they have a limit of their own.",
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
      says: `Runs advance later than their sequences say, or not at all; or work stays on a queue and no function takes it. ${impacts(wokenBy("schedule"))}`,
      metric: ownMetric(scope, "tick", "LagMs", "Maximum"),
      above: LAG_LIMIT_MS,
      periods: 2,
      // A tick that does not come, or fails, says nothing.
      missing: TreatMissingData.BREACHING,
    },
    {
      id: "Stuck",
      article: "mail-is-stuck",
      says: "SES takes no mail (a sender is not verified, the quota is spent, the account is paused); or a template fails and its mails wait; or mails may or may not have been sent and are not sent again; or there are dead letters.",
      metric: ownMetric(scope, STUCK_METRIC.service, STUCK_METRIC.name),
      above: 0,
      // A mail that its template or SES holds is counted again within an hour, a dead letter each
      // minute.
      periods: 13,
      enough: 1,
    },
    {
      id: "Bounces",
      article: "too-many-bounces",
      says: "Too many mails bounce: at twice this rate SES reviews the account and may pause it.",
      metric: rateOf("Bounce", configurationSet),
      above: RATE_LIMITS.Bounce,
      periods: 1,
      missing: TreatMissingData.IGNORE,
    },
    {
      id: "Complaints",
      article: "too-many-complaints",
      says: "Too many recipients report the mail as spam: at twice this rate SES reviews the account and may pause it.",
      metric: rateOf("Complaint", configurationSet),
      above: RATE_LIMITS.Complaint,
      periods: 1,
      missing: TreatMissingData.IGNORE,
    },
  ];
}

/**
 * One message that fails by itself does so once in five minutes; that it does is for the dead
 * letters to tell.
 */
const failing = (article: string, { node, lambda }: Worker, says: string): AlarmDefinition => ({
  id: node.id,
  article,
  says,
  metric: lambda.metricErrors({ period: PERIOD }),
  above: 1,
  periods: 2,
});
