import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import { Metrics } from "@aws-lambda-powertools/metrics";
import middy from "@middy/core";
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  ScheduledEvent,
  SQSEvent,
} from "aws-lambda";
import { DripError } from "#shared/kernel/errors.ts";

export type Log = (message: string, details: object) => void;

/** A message as a handler sees it. `again` says that it was received before. */
export type Received = { id: string; queue: string; body: unknown; again: boolean };

/** What every function has: structured logs and metrics, by the function's name. */
function around(name: string) {
  const logger = new Logger({ serviceName: name });
  const metrics = new Metrics({ namespace: "Dripstack", serviceName: name });
  const log: Log = (message, details) => logger.error(message, { details });
  // Only what was measured: the library's own middleware warns of every call without a figure.
  const publish = () => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  // Without an early end by timer: a function's own limits are what bounds it.
  const base = <E, R>() =>
    middy<E, R>({ timeoutEarlyInMillis: 0 })
      .use(injectLambdaContext(logger, { resetKeys: true }))
      .use({ after: publish, onError: publish });
  return { metrics, log, base };
}

/** A handler behind the HTTP API (payload 2.0). */
export function forHttp(
  name: string,
  handle: (event: APIGatewayProxyEventV2, log: Log) => Promise<APIGatewayProxyStructuredResultV2>,
) {
  const { base, log } = around(name);
  return base<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>().handler((event) =>
    handle(event, log),
  );
}

/**
 * A handler of queue messages: `work` gets a whole batch at once and says which of it failed and why; those
 * alone come back. A body that is no JSON fails by itself.
 */
export function forQueue(
  name: string,
  work: (messages: Received[]) => Promise<Map<string, Error>>,
) {
  const { base, log, metrics } = around(name);
  return base<SQSEvent, { batchItemFailures: { itemIdentifier: string }[] }>().handler(
    async (event, context) => {
      const { messages, failures } = read(event);
      for (const [id, error] of await work(messages)) failures.set(id, error);
      for (const [id, error] of failures) log("a message failed", { id, error: describe(error) });
      // SQS and Lambda count what was done; each line here is paid for.
      if (failures.size > 0) metrics.addMetric("FailedMessages", "Count", failures.size);
      const processor = new BatchProcessor(EventType.SQS);
      const check = async ({ messageId }: { messageId: string }) => {
        const failure = failures.get(messageId);
        if (failure) throw failure;
      };
      return processPartialResponse(event, check, processor, {
        context,
        throwOnFullBatchFailure: false,
      });
    },
  );
}

function read(event: SQSEvent) {
  const failures = new Map<string, Error>();
  const messages: Received[] = [];
  for (const record of event.Records) {
    const queue = record.eventSourceARN.split(":").at(-1) ?? "";
    const again = Number(record.attributes.ApproximateReceiveCount) > 1;
    try {
      messages.push({ id: record.messageId, queue, body: JSON.parse(record.body), again });
    } catch (error) {
      failures.set(record.messageId, error as Error);
    }
  }
  return { messages, failures };
}

/** Our own errors never repeat what somebody sent; others (a parser's) may, so only their kind is told. */
const describe = (error: Error) =>
  error instanceof DripError ? `${error.name}: ${error.message}` : error.name;

/** A handler that a schedule wakes; the numbers that it returns become metrics. */
export function forSchedule(name: string, run: () => Promise<Record<string, number>>) {
  const { base, metrics } = around(name);
  return base<ScheduledEvent, void>().handler(async () => {
    for (const [metric, value] of Object.entries(await run())) {
      metrics.addMetric(metric, metric.endsWith("Ms") ? "Milliseconds" : "Count", value);
    }
  });
}

/** A handler that another function calls. */
export function forInvoke<E, R>(name: string, run: (input: E) => Promise<R>) {
  return around(name)
    .base<E, R>()
    .handler((input) => run(input));
}
