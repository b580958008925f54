import { Duration } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Trigger } from "#functions/trigger.ts";
import { QUEUES, type QueueName } from "#shared/ports/queue.ts";
import { capitalise } from "./words.ts";

/** After so many failures a message is put aside, as on the embedded queue. */
const MAX_RECEIVES = 5;
/** AWS's rule for Lambda: a message stays hidden for six times as long as its handler may take. */
const HIDDEN_TIMES = 6;

/** Four queues, because each mapped one costs its polling, and one for all their dead letters. */
export class Queues extends Construct {
  readonly byName: Record<QueueName, Queue>;
  readonly dead: Queue;

  constructor(scope: Construct, id: string, triggers: readonly Trigger[]) {
    super(scope, id);
    this.dead = new Queue(this, "Dead", { retentionPeriod: Duration.days(14), enforceSSL: true });
    this.byName = Object.fromEntries(
      QUEUES.map((name) => [name, this.#queue(name, triggers)]),
    ) as typeof this.byName;
  }

  #queue(name: QueueName, triggers: readonly Trigger[]): Queue {
    const consumers = triggers.filter(({ sources }) =>
      sources.some((source) => source.kind === "queue" && source.queue === name),
    );
    const timeout = Math.max(0, ...consumers.map(({ timeoutSeconds }) => timeoutSeconds));
    return new Queue(this, capitalise(name), {
      // Handlers know a queue by the last part of its ARN.
      queueName: name,
      visibilityTimeout: Duration.seconds(HIDDEN_TIMES * timeout),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: MAX_RECEIVES },
      enforceSSL: true,
    });
  }
}
