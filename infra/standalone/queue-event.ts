import type { SQSEvent } from "aws-lambda";
import type { Received } from "#shared/adapters/sqlite/queue.ts";
import type { QueueName } from "#shared/ports/queue.ts";

type Batch = (Omit<Received, "sentAt"> & { sentAt?: number })[];

/** A batch as SQS's event source mapping passes it. */
export const queueEvent = (queue: QueueName, batch: Batch): SQSEvent => ({
  Records: batch.map(({ id, body, receives, sentAt = 0 }) => ({
    messageId: id,
    receiptHandle: id,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: String(sentAt),
      SenderId: "standalone",
      ApproximateFirstReceiveTimestamp: "0",
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: `arn:aws:sqs:standalone:000000000000:${queue}`,
    awsRegion: "standalone",
  })),
});
