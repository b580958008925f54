import { Duration, Stack } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Manifest } from "#functions/runtime/manifest.ts";
import { MAX_RECEIVES, QUEUES, type QueueName } from "#shared/ports/queue.ts";
import { constructId } from "./construct-id.ts";

/**
 * AWS recommends a visibility timeout of six times the function's timeout plus the batch window.
 */
const HIDDEN_TIMES = 6;

/** Handlers and operators know a queue by what follows the `_`; no stack's name holds one. */
const queueNameOf = (scope: Construct, name: string) => `${Stack.of(scope).stackName}_${name}`;

/** Four queues, since polling each costs money, and one for all dead letters. */
export class Queues extends Construct {
  readonly byName: Record<QueueName, Queue>;
  readonly dead: Queue;

  constructor(scope: Construct, id: string, manifests: readonly Manifest[]) {
    super(scope, id);
    this.dead = new Queue(this, "Dead", {
      queueName: queueNameOf(this, "dead"),
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
    });
    this.byName = Object.fromEntries(
      QUEUES.map((name) => [name, this.#queue(name, manifests)]),
    ) as typeof this.byName;
  }

  #queue(name: QueueName, manifests: readonly Manifest[]): Queue {
    const hidden = manifests.flatMap(({ sources, timeoutSeconds }) =>
      sources.map((source) =>
        source.kind === "queue" && source.queue === name
          ? HIDDEN_TIMES * timeoutSeconds + (source.windowSeconds ?? 0)
          : 0,
      ),
    );
    return new Queue(this, constructId(name), {
      queueName: queueNameOf(this, name),
      visibilityTimeout: Duration.seconds(Math.max(...hidden)),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: MAX_RECEIVES },
      enforceSSL: true,
    });
  }
}
