import type { Clock } from "#shared/ports/clock.ts";
import type { ExternalTraces } from "#shared/ports/external-traces.ts";
import type { Scan } from "#shared/ports/scan.ts";
import type { Table } from "#shared/ports/table.ts";
import type { WebhookDispatcher } from "#shared/ports/webhook-dispatcher.ts";
import type { Queue, WebhookRequest } from "#shared/queue/index.ts";

/** What committing a plan may use. */
export type CommitWorld = {
  table: Table<
    "people" | "library" | "index" | "due" | "rate" | "stats",
    "people" | "index" | "due" | "stats" | "rate"
  >;
  queue: Queue<"work" | "deliver" | "deliver-now">;
  webhooks: WebhookDispatcher<WebhookRequest>;
  clock: Clock;
};

/** What all work of the `work` queue may use. */
export type RunsWorld = CommitWorld & { traces: ExternalTraces; scan: Scan };
