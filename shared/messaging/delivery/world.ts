import type { OnWritten } from "#shared/messaging/figures/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Mailer } from "#shared/ports/mailer.ts";
import type { Random } from "#shared/ports/random.ts";
import type { Renderer } from "#shared/ports/renderer.ts";
import type { Runtime } from "#shared/ports/runtime.ts";
import type { Secrets } from "#shared/ports/secrets.ts";
import type { Table } from "#shared/ports/table.ts";
import type { Queue } from "#shared/queue/index.ts";
import type { OnStatus } from "./on-status.ts";

/** The ports that delivery uses. */
export type DeliverWorld = {
  table: Table<
    "people" | "library" | "index" | "due" | "rate",
    "people" | "index" | "due" | "rate"
  >;
  queue: Queue<"deliver" | "deliver-now">;
  mailer: Mailer;
  renderer: Renderer;
  clock: Clock;
  secrets: Secrets<"signing" | "lookup">;
  random: Random;
  runtime: Runtime;
  onStatus?: OnStatus;
  onWritten?: OnWritten;
};
