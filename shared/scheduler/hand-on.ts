import { chunksOf } from "#shared/kernel/chunks.ts";
import { MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Queue, QueueMessage } from "#shared/ports/queue.ts";
import { groupByDelay } from "./group-by-delay.ts";
import { queueOf, type Reference } from "./reference.ts";

const REFERENCES_PER_MESSAGE = 25;
/** For one send: a hundred messages. */
const REFERENCES_PER_SEND = 2_500;
/** Nobody waits for a look: those of a minute go together. */
const LOOKS_TOGETHER_MS = MINUTE_MS;

/**
 * Puts references on their queues, the earliest first, each with the delay that is left until its
 * instant when it is sent: a long sweep must not add its own time to what it comes to late.
 */
export async function handOn(
  world: { queue: Queue<"work" | "feedback">; clock: Clock },
  references: Reference[],
  togetherMs: number,
): Promise<void> {
  const inOrder = references.toSorted((a, b) => a.at - b.at);
  for (const queue of ["work", "feedback"] as const) {
    const mine = inOrder.filter((reference) => queueOf(reference) === queue);
    const withinMs = queue === "feedback" ? LOOKS_TOGETHER_MS : togetherMs;
    for (const some of chunksOf(mine, REFERENCES_PER_SEND)) {
      await world.queue.send(queue, messagesOf(some, world.clock.now(), withinMs));
    }
  }
}

/** Queue messages of references that are due in the same second, or within `withinMs`. */
export const messagesOf = (
  references: Reference[],
  now: number,
  withinMs: number = SECOND_MS,
): QueueMessage[] =>
  groupByDelay(references, now, REFERENCES_PER_MESSAGE, withinMs).map(
    ({ items, delaySeconds }) => ({
      body: { due: items },
      delaySeconds,
    }),
  );
