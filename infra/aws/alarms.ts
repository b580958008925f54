import { Duration, Stack } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { capitalise } from "./words.ts";
import type { Worker } from "./worker.ts";

const PERIOD = Duration.minutes(5);
/** Due work that waits longer than that is not on time (docs/design.md §8). */
const LAG_MS = 5 * 60_000;

type Watched = { metric: IMetric; above: number; periods: number; text: string; silent?: boolean };

/** One alarm a function, in the words of whoever notices, and two for work that nobody does. */
export class Alarms extends Construct {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, email: string | undefined) {
    super(scope, id);
    this.#topic = new Topic(this, "Topic", { enforceSSL: true });
    // A topic with any policy of its own takes nothing from anybody whom that does not name.
    this.#topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [this.#topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    );
    if (email) this.#topic.addSubscription(new EmailSubscription(email));
  }

  watchWorker({ trigger, lambda }: Worker): void {
    const scheduled = trigger.sources.some((source) => source.kind === "schedule");
    this.#watch(capitalise(trigger.name), {
      metric: lambda.metricErrors({ period: PERIOD }),
      above: 0,
      periods: 2,
      text: trigger.impact,
      // A schedule that wakes nobody makes no error either.
      silent: scheduled,
    });
  }

  watchDeadLetters(queues: Queue[]): void {
    const depths = queues.map((queue, i) => [
      `q${i}`,
      queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: "Maximum" }),
    ]);
    this.#watch("DeadLetters", {
      metric: new MathExpression({
        expression: depths.map(([name]) => name).join(" + "),
        usingMetrics: Object.fromEntries(depths),
        period: PERIOD,
      }),
      above: 0,
      periods: 3,
      text: "Work failed again and again and was put aside: read it, mend the cause, put it back.",
    });
  }

  watchLag(): void {
    this.#watch("Lag", {
      metric: new Metric({
        namespace: "Dripstack",
        metricName: "LagMs",
        dimensionsMap: { service: "tick" },
        statistic: "Maximum",
        period: PERIOD,
      }),
      above: LAG_MS,
      periods: 1,
      text: "People move on later than their sequences say.",
    });
  }

  #watch(id: string, { metric, above, periods, text, silent = false }: Watched): void {
    new Alarm(this, id, {
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      alarmDescription: text,
      treatMissingData: silent ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(this.#topic));
  }
}
