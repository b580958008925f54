import type {
  FirehoseTransformationEvent,
  FirehoseTransformationResult,
  SQSBatchResponse,
  SQSEvent,
} from "aws-lambda";
import { providerRecord, type Queue } from "#shared/queue/index.ts";

/** Settled at once: as many as connections serve well, for a batch may hold a thousand. */
const AT_ONCE = 50;

/**
 * Takes in a batch that Firehose hands over to be transformed: each record is a message of `feedback` to `settle`, and
 * none goes any further. One that fails goes onto the queue, which tries again and keeps what never succeeds; what is
 * no JSON stays in the stream's bucket.
 */
export async function takeRecords(
  { records }: FirehoseTransformationEvent,
  settle: (event: SQSEvent) => Promise<SQSBatchResponse>,
  queue: Queue<"feedback">,
): Promise<FirehoseTransformationResult> {
  const read = records.map(({ recordId, data }) => ({ recordId, body: parse(data) }));
  const good = read.flatMap(({ recordId, body }) => (body ? [{ recordId, body }] : []));
  for (let i = 0; i < good.length; i += AT_ONCE) {
    const some = good.slice(i, i + AT_ONCE);
    const failed = await settle(toQueueEvent(some)).then(
      ({ batchItemFailures }) => new Set(batchItemFailures.map((one) => one.itemIdentifier)),
      () => new Set(some.map(({ recordId }) => recordId)),
    );
    const again = some.filter(({ recordId }) => failed.has(recordId));
    if (again.length > 0) {
      await queue.send(
        "feedback",
        again.map(({ body }) => ({ body: providerRecord(body) })),
      );
    }
  }
  return {
    records: read.map(({ recordId, body }) => ({
      recordId,
      result: body ? "Dropped" : "ProcessingFailed",
    })),
  };
}

function parse(data: string): object | undefined {
  try {
    const body: unknown = JSON.parse(Buffer.from(data, "base64").toString("utf8"));
    return typeof body === "object" && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}

const toQueueEvent = (some: { recordId: string; body: object }[]): SQSEvent => ({
  Records: some.map(({ recordId, body }) => ({
    messageId: recordId,
    receiptHandle: recordId,
    body: JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: "0",
      SenderId: "firehose",
      ApproximateFirstReceiveTimestamp: "0",
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:firehose",
    eventSourceARN: "feedback",
    awsRegion: "",
  })),
});
