import type { Clock } from "#shared/ports/clock.ts";
import type { Queue } from "#shared/ports/queue.ts";
import type { Table } from "#shared/ports/table.ts";

/** What reacting may touch. */
export type ReactWorld = {
  table: Table<
    "people" | "library" | "index" | "due" | "rate" | "stats",
    "people" | "index" | "due" | "stats" | "rate"
  >;
  queue: Queue<"work" | "deliver" | "deliver-now">;
  clock: Clock;
};
