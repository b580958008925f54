import type { Caller } from "#shared/ports/caller.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Remains } from "#shared/ports/remains.ts";
import type { Scan } from "#shared/ports/scan.ts";
import type { Table } from "#shared/ports/table.ts";
import type { Queue, WebhookRequest } from "#shared/queue/index.ts";

/** What moving people on may touch. */
export type RunsWorld = {
  table: Table<
    "people" | "library" | "index" | "due" | "rate" | "stats",
    "people" | "index" | "due" | "stats" | "rate"
  >;
  queue: Queue<"work" | "deliver" | "deliver-now">;
  caller: Caller<WebhookRequest>;
  clock: Clock;
  remains: Remains;
  scan: Scan;
};
