import type { OnWritten } from "#shared/messaging/figures/index.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { Bus } from "#shared/ports/bus.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Secrets } from "#shared/ports/secrets.ts";
import type { Table } from "#shared/ports/table.ts";
import type { Queue } from "#shared/queue/index.ts";

/** The ports that feedback uses. */
export type FeedbackWorld = {
  table: Table<"people" | "library" | "index", "people" | "index">;
  queue: Queue<"work" | "feedback">;
  clock: Clock;
  secrets: Secrets<"lookup">;
  bus: Bus;
  /** Reads the live definitions; shared within a batch. */
  liveDefinitions?: () => Promise<{ data: LiveDefinitions }>;
  onWritten?: OnWritten;
};
