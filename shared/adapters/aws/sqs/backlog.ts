import { GetQueueAttributesCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Backlog, QueueName } from "#shared/ports/queue.ts";
import { meaningOf } from "../call-errors.ts";
import type { ResourceNames } from "../names.ts";

/** The `Backlog` port on SQS, whose counts may be a minute old. */
export class SqsBacklog implements Backlog {
  readonly #client: SQSClient;
  readonly #urls: [QueueName, string][];

  constructor(client: SQSClient, urls: ResourceNames["queues"]) {
    this.#client = client;
    this.#urls = Object.entries(urls) as [QueueName, string][];
  }

  stalled = async (): Promise<QueueName[]> => {
    const stalled = this.#urls.map(async ([name, QueueUrl]) =>
      (await this.#isStalled(QueueUrl)) ? [name] : [],
    );
    return (await Promise.all(stalled)).flat();
  };

  async #isStalled(QueueUrl: string): Promise<boolean> {
    const { Attributes = {} } = await this.#client
      .send(
        new GetQueueAttributesCommand({
          QueueUrl,
          AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        }),
      )
      .catch((error) => {
        throw meaningOf("SQS", error);
      });
    return (
      Number(Attributes.ApproximateNumberOfMessages ?? 0) > 0 &&
      Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0) === 0
    );
  }
}
