import { chunksOf } from "#shared/kernel/chunks.ts";
import { MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { QueueMessage } from "#shared/ports/queue.ts";
import { dueMessage, type Queue, type Reference } from "#shared/queue/index.ts";
import { groupByDelay } from "./group-by-delay.ts";

const REFERENCES_PER_MESSAGE = 25;
/** For one send: a hundred messages. */
const REFERENCES_PER_SEND = 2_500;
/** Nobody waits for a look: those of a minute go together. */
const LOOKS_TOGETHER_MS = MINUTE_MS;

/**
 * Puts references on their queues, the earliest first, each with the delay that is left until its
 * instant when it is sent: a long sweep must not add its own time to what it comes to late.
 */
export async function enqueueDue(
  { queue, clock }: { queue: Queue<"work" | "feedback">; clock: Clock },
  references: Reference[],
  togetherMs: number,
): Promise<void> {
  const inOrder = references.toSorted((a, b) => a.at - b.at);
  const work = inOrder.filter((one) => one.kind !== "look");
  for (const some of chunksOf(work, REFERENCES_PER_SEND)) {
    await queue.send("work", dueMessages(some, clock.now(), togetherMs));
  }
  const looks = inOrder.filter((one) => one.kind === "look");
  for (const some of chunksOf(looks, REFERENCES_PER_SEND)) {
    await queue.send("feedback", dueMessages(some, clock.now(), LOOKS_TOGETHER_MS));
  }
}

/** Queue messages of references that are due in the same second, or within `withinMs`. */
export const dueMessages = <R extends Reference>(
  references: R[],
  now: number,
  withinMs: number = SECOND_MS,
): QueueMessage<{ due: R[] }>[] =>
  groupByDelay(references, now, REFERENCES_PER_MESSAGE, withinMs).map(
    ({ items, delaySeconds }) => ({ body: dueMessage(items), delaySeconds }),
  );
