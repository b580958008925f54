import type { SQSEvent } from "aws-lambda";
import { Unavailable } from "#shared/kernel/errors.ts";
import { noteFailures } from "#shared/platform/failures/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import { MAX_RECEIVES } from "#shared/ports/queue.ts";
import type { Table } from "#shared/ports/table.ts";
import { describeError } from "./describe-error.ts";
import { type Count, measure } from "./measure.ts";
import { type Log, withMiddleware } from "./middleware.ts";

/** A message as handlers receive it; `again` is true when it was received before. */
type Received<Body> = { id: string; queue: string; body: Body; again: boolean };

/** Log lines cost money: write only what an operator reads. */
type Reporting = { count: Count; log: Log };

type FailureWorld = { table: Table<"index", "index">; clock: Clock };

/**
 * A handler of queue messages. `work` gets a batch and returns its failures by message id; only
 * these return to the queue, and so do bodies that `parse` refuses. Throws when all failed: alarms
 * count invocation errors, and Lambda then polls less often. What failed for the last time becomes
 * a dead letter; the world's table keeps why.
 */
export function forQueue<Body>(
  name: string,
  parse: (body: unknown) => Body,
  work: (messages: Received<Body>[], notes: Reporting) => Promise<Map<string, Error>>,
  world: FailureWorld,
) {
  const { base, log } = withMiddleware(name);
  const { counting, publishing } = measure(name);
  return base<SQSEvent, { batchItemFailures: { itemIdentifier: string }[] }>()
    .use(publishing)
    .handler((event) =>
      counting(async (count) => {
        const { messages, failures } = read(event, parse);
        for (const [id, error] of await work(messages, { count, log })) failures.set(id, error);
        for (const [id, error] of failures) {
          log("a message failed", { id, error: describeError(error) });
          count("FailedMessages");
        }
        await noteLast(world, event, failures);
        if (failures.size === event.Records.length) {
          throw new Unavailable(`nothing of a batch of ${failures.size} was done`);
        }
        return { batchItemFailures: [...failures.keys()].map((id) => ({ itemIdentifier: id })) };
      }),
    );
}

/** Nothing is lost with the reason, so its own failure changes nothing. */
async function noteLast(world: FailureWorld, { Records }: SQSEvent, failures: Map<string, Error>) {
  const last = Records.filter(
    ({ messageId, attributes }) =>
      failures.has(messageId) && Number(attributes.ApproximateReceiveCount) >= MAX_RECEIVES,
  );
  if (last.length === 0) return;
  const errors = last.map(
    ({ messageId }) => [messageId, describeError(failures.get(messageId))] as const,
  );
  await noteFailures(world, new Map(errors), world.clock.now()).catch(() => {});
}

function read<Body>(event: SQSEvent, parse: (body: unknown) => Body) {
  const failures = new Map<string, Error>();
  const messages: Received<Body>[] = [];
  for (const record of event.Records) {
    const queue = queueOf(record.eventSourceARN);
    const again = Number(record.attributes.ApproximateReceiveCount) > 1;
    try {
      messages.push({ id: record.messageId, queue, body: parse(JSON.parse(record.body)), again });
    } catch (error) {
      failures.set(record.messageId, error as Error);
    }
  }
  return { messages, failures };
}

/**
 * Our name for a queue: the part after `_` in `Stack_name`; in the standalone process the whole.
 */
const queueOf = (arn: string) => arn.split(/[:_]/).at(-1) ?? "";
