import { Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import type { AlarmDefinition } from "./alarm-definitions.ts";

const RUNBOOK = "docs/runbook.md";

/** Alarms whose texts say what users notice, and name the article of the runbook. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];

  constructor(
    scope: Construct,
    id: string,
    definitions: readonly AlarmDefinition[],
    email?: string,
  ) {
    super(scope, id);
    const action = new SnsAction(this.#topic(email));
    this.all = definitions.map((one) => {
      const alarm = new Alarm(this, one.id, {
        metric: one.metric,
        threshold: one.above,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: one.periods,
        datapointsToAlarm: one.enough ?? one.periods,
        alarmDescription: `${one.description} What to do: ${RUNBOOK}#${one.article}`,
        treatMissingData: one.missing ?? TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(action);
      return alarm;
    });
  }

  #topic(email: string | undefined): Topic {
    const topic = new Topic(this, "Topic", { enforceSSL: true });
    // A topic with a policy of its own accepts only the principals that it names.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    );
    if (email) topic.addSubscription(new EmailSubscription(email));
    return topic;
  }
}
