import { Duration } from "aws-cdk-lib";
import { Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Construct } from "constructs";
import { AWAKE } from "#functions/runtime/awake.ts";
import type { Source } from "#functions/runtime/manifest.ts";
import type { Queues } from "./queues.ts";

/** Connects a function to queues, schedules and invocations; the HTTP API adds its own routes. */
export function addSources(
  scope: Construct,
  lambda: IFunction,
  sources: readonly Source[],
  queues: Queues,
): void {
  for (const source of sources) {
    if (source.kind === "queue") {
      const { queue, batchSize, maxConcurrency, windowSeconds } = source;
      lambda.addEventSource(
        new SqsEventSource(queues.byName[queue], {
          batchSize,
          maxConcurrency,
          maxBatchingWindow: windowSeconds ? Duration.seconds(windowSeconds) : undefined,
          reportBatchItemFailures: true,
        }),
      );
    } else if (source.kind === "schedule") {
      new Rule(scope, "Schedule", {
        schedule: Schedule.rate(Duration.minutes(source.everyMinutes)),
        targets: [new LambdaFunction(lambda, { retryAttempts: 0 })],
      });
      // The next tick does the work of a failed one.
      lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    } else if (source.kind === "awake") {
      new Rule(scope, "Awake", {
        schedule: Schedule.rate(Duration.hours(source.everyHours)),
        targets: [
          new LambdaFunction(lambda, {
            event: RuleTargetInput.fromObject(AWAKE),
            retryAttempts: 0,
          }),
        ],
      });
    } else if (source.kind === "invoke" && source.lapsesAfterSeconds !== undefined) {
      // The run asks again by itself.
      const maxEventAge = Duration.seconds(source.lapsesAfterSeconds);
      lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge });
    }
  }
}
