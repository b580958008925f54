import { SECOND_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import type { Queue, Reference } from "#shared/queue/index.ts";
import { openCursor } from "./cursor.ts";
import { enqueueDue } from "./enqueue-due.ts";
import { slotAt, slotStart, type Wheel } from "./slot.ts";
import { type Stride, sweepStride } from "./sweep-stride.ts";

export type SweepWorld = {
  table: Table<"due", "due">;
  queue: Queue<"work" | "feedback">;
  clock: Clock;
};

/** Slots read concurrently, with one cursor write, which costs as much as reading an empty slot. */
const STRIDE_SLOTS = 15;

/** References enqueued, and how late the oldest slot was (milliseconds). */
type SweepResult = { handedOn: number; lagMs: number };

/**
 * `batchWithinMs`: runs due within this time are enqueued together, for the last of them.
 * `budgetMs`: no slot or page is started after this.
 */
type SweepOptions = { batchWithinMs?: number | undefined; budgetMs?: number };

/**
 * Enqueues everything in the slots that began since the last sweep, a stride at a time and a large
 * slot page by page. The cursor advances only after the queue accepted everything before it: after
 * a failure references are enqueued again, which is harmless. The next sweep does what the budget
 * did not suffice for.
 */
export async function sweep(
  world: SweepWorld,
  wheel: Wheel,
  { batchWithinMs = SECOND_MS, budgetMs = Number.POSITIVE_INFINITY }: SweepOptions = {},
): Promise<SweepResult> {
  const { clock } = world;
  const endsAt = clock.now() + budgetMs;
  const swept: SweepResult = { handedOn: 0, lagMs: 0 };
  const cursor = await openCursor(world, wheel);
  const stride: Omit<Stride, "first" | "last"> = {
    ...{ wheel, cursor },
    isOver: () => clock.now() > endsAt,
    enqueue: async (references: Reference[]) => {
      await enqueueDue(world, references, batchWithinMs);
      swept.handedOn += references.length;
    },
  };
  for (;;) {
    const now = clock.now();
    const current = slotAt(wheel, now).number;
    const first = cursor.place() ?? { next: current };
    if (first.next > current) return swept;
    swept.lagMs = Math.max(swept.lagMs, now - slotStart({ wheel, number: first.next + 1 }));
    const last = Math.min(current, first.next + STRIDE_SLOTS - 1);
    if (!(await sweepStride(world, { ...stride, first, last }))) return swept;
    if (stride.isOver()) return swept;
  }
}
