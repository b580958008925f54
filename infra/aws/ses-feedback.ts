import {
  ConfigurationSet,
  ConfigurationSetEventDestination,
  EventDestination,
} from "aws-cdk-lib/aws-ses";
import { Topic } from "aws-cdk-lib/aws-sns";
import { SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { sesEventsBy } from "./ses-events.ts";

/** How SES reports on a mail: rare and urgent events reach a queue through a topic. */
export class SesFeedback extends Construct {
  readonly configurationSet: ConfigurationSet;

  /**
   * What the topic can not hand to `queue` goes to `dead`, whence the tick puts it back onto
   * `queue` itself.
   */
  constructor(scope: Construct, id: string, queue: Queue, dead: Queue) {
    super(scope, id);
    this.configurationSet = new ConfigurationSet(this, "ConfigurationSet", {
      reputationMetrics: true,
      // Our own list decides, and an operator may lift what stands there. The account's list would
      // bounce it again.
      disableSuppressionList: true,
    });
    const topic = new Topic(this, "Topic", { enforceSSL: true });
    topic.addSubscription(
      new SqsSubscription(queue, { rawMessageDelivery: true, deadLetterQueue: dead }),
    );
    new ConfigurationSetEventDestination(this, "Events", {
      configurationSet: this.configurationSet,
      destination: EventDestination.snsTopic(topic),
      events: sesEventsBy("topic"),
    });
  }
}
