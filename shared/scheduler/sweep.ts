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

/**
 * Slots that are read side by side, and after which the cursor is written: it costs as much as
 * reading an empty one.
 */
const STRIDE_SLOTS = 15;

/** How far a sweep came: references handed on, and how late the oldest slot was (milliseconds). */
export type SweepResult = { handedOn: number; lagMs: number };

/**
 * `togetherMs`: runs due within that go together, with the last of them. `budgetMs`: no slot or
 * page is begun after that.
 */
export type SweepOptions = { togetherMs?: number | undefined; budgetMs?: number };

/**
 * Hands on everything in the slots that have begun since the last sweep, a stride of slots at a
 * time and a large slot page by page. The cursor moves only after the queue took what lies before
 * it, so whatever fails in between is handed on again, which is harmless. What the time did not
 * suffice for is the next sweep's.
 */
export async function sweep(
  world: SweepWorld,
  wheel: Wheel,
  { togetherMs = SECOND_MS, budgetMs = Number.POSITIVE_INFINITY }: SweepOptions = {},
): Promise<SweepResult> {
  const { clock } = world;
  const endsAt = clock.now() + budgetMs;
  const swept: SweepResult = { handedOn: 0, lagMs: 0 };
  const cursor = await openCursor(world, wheel);
  const stride: Omit<Stride, "first" | "last"> = {
    ...{ wheel, cursor },
    isOver: () => clock.now() > endsAt,
    enqueue: async (references: Reference[]) => {
      await enqueueDue(world, references, togetherMs);
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
