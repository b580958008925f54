import { Conflict } from "#shared/kernel/errors.ts";
import { SECOND_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import { MAX_DELAY_SECONDS, type Queue, type QueueMessage } from "#shared/ports/queue.ts";
import type { Table } from "#shared/ports/table.ts";
import { queueOf, type Reference } from "./reference.ts";
import { slotAt, slotStart, WHEELS, type Wheel } from "./slot.ts";
import { readCursor, readSlot, writeCursor } from "./wheel-store.ts";

export type SweepWorld = {
  table: Table<"due", "due">;
  queue: Queue<"work" | "feedback">;
  clock: Clock;
};

/** A cursor that found nothing is written this rarely: a restart then repeats a few empty reads. */
const IDLE_CURSOR_MS = 15 * 60 * SECOND_MS;
/** After an outage, so many slots a call: the rest follows in the next, a minute later. */
const MAX_SLOTS = 5_000;
/** References for one queue message, and messages for one send. */
const REFERENCES_PER_MESSAGE = 25;
const MESSAGES_PER_SEND = 100;

/** How far a sweep came: references handed on, and how late the oldest slot was (milliseconds). */
export type Swept = { handedOn: number; lagMs: number };

/**
 * Hands on everything in the slots that have begun since the last sweep. The cursor moves only after the
 * queue took it all, so whatever fails in between is handed on again, which is harmless.
 */
export async function sweep(world: SweepWorld, wheel: Wheel): Promise<Swept> {
  const { slotMs } = WHEELS[wheel];
  const cursor = await readCursor(world, wheel);
  const now = world.clock.now();
  const current = slotAt(wheel, now).number;
  const first = cursor?.data.next ?? current;
  const last = Math.min(current, first + MAX_SLOTS - 1);
  let handedOn = 0;
  for (let number = first; number <= last; number++) {
    const references = await readSlot(world, { wheel, number });
    await handOn(world, references, now);
    handedOn += references.length;
  }
  const moved = last + 1 - first;
  const lagMs = moved > 0 ? Math.max(0, now - slotStart({ wheel, number: first }) - slotMs) : 0;
  if (handedOn > 0 || moved * slotMs >= IDLE_CURSOR_MS || !cursor) {
    await writeCursor(world, wheel, last + 1, cursor).catch(unlessConflict);
  }
  return { handedOn, lagMs };
}

/** Puts references on their queues, each with the delay that is left until its instant. */
async function handOn(world: SweepWorld, references: Reference[], now: number): Promise<void> {
  for (const queue of ["work", "feedback"] as const) {
    const mine = references.filter((reference) => queueOf(reference) === queue);
    const messages = messagesOf(mine, now);
    for (let i = 0; i < messages.length; i += MESSAGES_PER_SEND) {
      await world.queue.send(queue, messages.slice(i, i + MESSAGES_PER_SEND));
    }
  }
}

/** Queue messages of references that are due in the same second. */
export function messagesOf(references: Reference[], now: number): QueueMessage[] {
  const byDelay = Map.groupBy(references, ({ at }) =>
    Math.min(Math.max(0, Math.ceil((at - now) / SECOND_MS)), MAX_DELAY_SECONDS),
  );
  return [...byDelay].flatMap(([delaySeconds, due]) =>
    Array.from({ length: Math.ceil(due.length / REFERENCES_PER_MESSAGE) }, (_, i) => ({
      body: { due: due.slice(i * REFERENCES_PER_MESSAGE, (i + 1) * REFERENCES_PER_MESSAGE) },
      delaySeconds,
    })),
  );
}

/** Another sweep was faster: it handed on the same. */
function unlessConflict(error: unknown): void {
  if (!(error instanceof Conflict)) throw error;
}
