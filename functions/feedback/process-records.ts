import type {
  FirehoseTransformationEvent,
  FirehoseTransformationResult,
  SQSBatchResponse,
  SQSEvent,
} from "aws-lambda";
import { providerRecord, type Queue } from "#shared/queue/index.ts";

/** Processed at once; a batch may hold a thousand, and connections are few. */
const AT_ONCE = 50;

/**
 * Processes a batch that Firehose hands over as if to transform it: each record is a message of
 * `feedback`, and none is passed on. A failed record goes to the queue, which retries it and keeps
 * dead letters; a record that is not JSON stays in the stream's bucket.
 */
export async function processRecords(
  { records }: FirehoseTransformationEvent,
  process: (event: SQSEvent) => Promise<SQSBatchResponse>,
  queue: Queue<"feedback">,
): Promise<FirehoseTransformationResult> {
  const read = records.map(({ recordId, data }) => ({ recordId, body: parse(data) }));
  const good = read.flatMap(({ recordId, body }) => (body ? [{ recordId, body }] : []));
  for (let i = 0; i < good.length; i += AT_ONCE) {
    const chunk = good.slice(i, i + AT_ONCE);
    const failed = await process(toQueueEvent(chunk)).then(
      ({ batchItemFailures }) => new Set(batchItemFailures.map((one) => one.itemIdentifier)),
      () => new Set(chunk.map(({ recordId }) => recordId)),
    );
    const retries = chunk.filter(({ recordId }) => failed.has(recordId));
    if (retries.length > 0) {
      await queue.send(
        "feedback",
        retries.map(({ body }) => ({ body: providerRecord(body) })),
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

const toQueueEvent = (chunk: { recordId: string; body: object }[]): SQSEvent => ({
  Records: chunk.map(({ recordId, body }) => ({
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
