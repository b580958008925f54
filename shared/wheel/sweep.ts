import { Conflict } from "#shared/kernel/errors.ts";
import { MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Queue, QueueMessage } from "#shared/ports/queue.ts";
import type { Table } from "#shared/ports/table.ts";
import { groupByDelay } from "./group-by-delay.ts";
import { queueOf, type Reference } from "./reference.ts";
import { slotAt, slotStart, WHEELS, type Wheel } from "./slot.ts";
import { readCursor, readSlot, writeCursor } from "./wheel-store.ts";

export type SweepWorld = {
  table: Table<"due", "due">;
  queue: Queue<"work" | "feedback">;
  clock: Clock;
};

/** So much is swept before the cursor is written, which costs as much as the reads of one empty slot. */
const STRIDE_MS = 15 * MINUTE_MS;
/** After an outage, so many strides a call: the rest follows in the next, a minute later. */
const MAX_STRIDES = 1_000;
const REFERENCES_PER_MESSAGE = 25;
/** For one send: a hundred messages. */
const REFERENCES_PER_SEND = 2_500;
/** Nobody waits for a look: those of a minute go together. */
const LOOKS_TOGETHER_MS = MINUTE_MS;

/** How far a sweep came: references handed on, and how late the oldest slot was (milliseconds). */
export type Swept = { handedOn: number; lagMs: number };

/**
 * Hands on everything in the slots that have begun since the last sweep, a stride at a time. The cursor moves only
 * after the queue took all of a stride, so whatever fails in between is handed on again, which is harmless. Runs due
 * within `togetherMs` of each other go together, with the last of them.
 */
export async function sweep(
  world: SweepWorld,
  wheel: Wheel,
  togetherMs: number = SECOND_MS,
): Promise<Swept> {
  const swept: Swept = { handedOn: 0, lagMs: 0 };
  for (let stride = 0; stride < MAX_STRIDES; stride++) {
    const done = await sweepStride(world, wheel, togetherMs, swept);
    if (done) break;
  }
  return swept;
}

/** Sweeps at most a quarter of an hour. Returns whether the wheel is where the clock is, or others move it. */
async function sweepStride(
  world: SweepWorld,
  wheel: Wheel,
  togetherMs: number,
  swept: Swept,
): Promise<boolean> {
  const { slotMs } = WHEELS[wheel];
  const cursor = await readCursor(world, wheel);
  const now = world.clock.now();
  const current = slotAt(wheel, now).number;
  const first = cursor?.data.next ?? current;
  const last = Math.min(current, first + STRIDE_MS / slotMs - 1);
  if (last < first) return true;
  for (let number = first; number <= last; number++) {
    const references = await readSlot(world, { wheel, number });
    await handOn(world, references, togetherMs);
    swept.handedOn += references.length;
  }
  swept.lagMs = Math.max(swept.lagMs, now - slotStart({ wheel, number: first + 1 }));
  try {
    await writeCursor(world, wheel, last + 1, cursor);
  } catch (error) {
    if (error instanceof Conflict) return true;
    throw error;
  }
  return last === current;
}

/**
 * Puts references on their queues, the earliest first, each with the delay that is left until its instant when it is
 * sent: a long sweep must not add its own time to what it comes to late.
 */
async function handOn(
  world: SweepWorld,
  references: Reference[],
  togetherMs: number,
): Promise<void> {
  const inOrder = references.toSorted((a, b) => a.at - b.at);
  for (const queue of ["work", "feedback"] as const) {
    const mine = inOrder.filter((reference) => queueOf(reference) === queue);
    const withinMs = queue === "feedback" ? LOOKS_TOGETHER_MS : togetherMs;
    for (let i = 0; i < mine.length; i += REFERENCES_PER_SEND) {
      const some = mine.slice(i, i + REFERENCES_PER_SEND);
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
