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

  /** Events that the topic can not deliver to `queue` go to `dead`; the tick redrives them. */
  constructor(scope: Construct, id: string, queue: Queue, dead: Queue) {
    super(scope, id);
    this.configurationSet = new ConfigurationSet(this, "ConfigurationSet", {
      reputationMetrics: true,
      // Our own suppression list decides, and operators may lift entries; the account's would
      // bounce those.
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
