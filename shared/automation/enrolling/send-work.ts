import { internalEvent, type WorkMessage } from "#shared/queue/index.ts";
import { type Candidate, enrollingEvent } from "./enrolling-event.ts";
import type { EnrollWorld } from "./world.ts";

/** Keeps adapters from holding thousands of messages at once. */
const MESSAGES_PER_SEND = 100;

/** Sends messages to the `work` queue; durable when it returns. */
export async function sendWork({ queue }: EnrollWorld, bodies: WorkMessage[]): Promise<void> {
  for (let i = 0; i < bodies.length; i += MESSAGES_PER_SEND) {
    const some = bodies.slice(i, i + MESSAGES_PER_SEND);
    await queue.send(
      "work",
      some.map((body) => ({ body })),
    );
  }
}

/** Queues the events that enroll contacts; durable when it returns. */
export const queueEnrolling = (
  world: EnrollWorld,
  sequence: string,
  candidates: Candidate[],
): Promise<void> =>
  sendWork(
    world,
    candidates.map((one) => internalEvent(enrollingEvent(sequence, one))),
  );
