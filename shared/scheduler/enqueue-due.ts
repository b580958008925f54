import { chunksOf } from "#shared/kernel/chunks.ts";
import { MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { QueueMessage } from "#shared/ports/queue.ts";
import { dueMessage, type Queue, type Reference, type WorkReference } from "#shared/queue/index.ts";
import { groupByDelay } from "./group-by-delay.ts";
import { pickSlot, slotStart } from "./slot.ts";

const REFERENCES_PER_MESSAGE = 25;
/** One send of a hundred messages. */
const REFERENCES_PER_SEND = 2_500;
/** Reconciliations are not urgent: a minute's go together. */
const RECONCILES_TOGETHER_MS = MINUTE_MS;

/**
 * Enqueues references, earliest first. The delay is computed when each batch is sent, so that a
 * long sweep does not add to it.
 */
export async function enqueueDue(
  { queue, clock }: { queue: Queue<"work" | "feedback">; clock: Clock },
  references: Reference[],
  batchWithinMs: number,
): Promise<void> {
  const inOrder = references.toSorted((a, b) => a.at - b.at);
  const work = inOrder.filter((one) => one.kind !== "reconcile");
  for (const some of chunksOf(work, REFERENCES_PER_SEND)) {
    await queue.send("work", dueMessages(some, clock.now(), batchWithinMs));
  }
  const reconciles = inOrder.filter((one) => one.kind === "reconcile");
  for (const some of chunksOf(reconciles, REFERENCES_PER_SEND)) {
    await queue.send("feedback", dueMessages(some, clock.now(), RECONCILES_TOGETHER_MS));
  }
}

/**
 * Enqueues references due before the next sweep could reach them. The wheel is the truth, this is
 * speed.
 */
export async function enqueueNear(
  { queue, clock }: { queue: Queue<"work">; clock: Clock },
  references: WorkReference[],
): Promise<void> {
  const now = clock.now();
  const near = references.filter(({ at }) => at < slotStart(pickSlot(at, now)));
  if (near.length > 0) await queue.send("work", dueMessages(near, now));
}

/** Queue messages of references due within the same `withinMs`. */
export const dueMessages = <R extends Reference>(
  references: R[],
  now: number,
  withinMs: number = SECOND_MS,
): QueueMessage<{ due: R[] }>[] =>
  groupByDelay(references, now, REFERENCES_PER_MESSAGE, withinMs).map(
    ({ items, delaySeconds }) => ({ body: dueMessage(items), delaySeconds }),
  );
