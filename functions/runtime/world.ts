import type { Bus } from "#shared/ports/bus.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { ExternalTraces } from "#shared/ports/external-traces.ts";
import type { HttpClient } from "#shared/ports/http-client.ts";
import type { Mailer } from "#shared/ports/mailer.ts";
import type { Backlog, DeadLetters, QueueName } from "#shared/ports/queue.ts";
import type { Quota } from "#shared/ports/quota.ts";
import type { Random } from "#shared/ports/random.ts";
import type { Renderer } from "#shared/ports/renderer.ts";
import type { Runtime } from "#shared/ports/runtime.ts";
import type { Scan } from "#shared/ports/scan.ts";
import type { SecretName, Secrets } from "#shared/ports/secrets.ts";
import type { Table, TableName } from "#shared/ports/table.ts";
import type { WebhookDispatcher } from "#shared/ports/webhook-dispatcher.ts";
import type { Queue, WebhookRequest } from "#shared/queue/index.ts";

/** Everything outside the program. */
export type World = {
  table: Table;
  queue: Queue;
  deadLetters: DeadLetters;
  backlog: Backlog;
  mailer: Mailer;
  quota: Quota;
  renderer: Renderer;
  bus: Bus;
  webhooks: WebhookDispatcher<WebhookRequest>;
  http: HttpClient;
  clock: Clock;
  secrets: Secrets;
  random: Random;
  runtime: Runtime;
  traces: ExternalTraces;
  scan: Scan;
};

/** What one function may use: its handler's type and its grants derive from it. */
export type Uses = {
  reads: readonly TableName[];
  writes: readonly TableName[];
  sends: readonly QueueName[];
  secrets: readonly SecretName[];
  ports: readonly Exclude<keyof World, "table" | "queue" | "secrets">[];
};

/**
 * The world of a function that declared `U`: using a table, queue or secret beyond it fails `tsc`.
 */
export type WorldOf<U extends Uses> = {
  queue: Queue<U["sends"][number]>;
} & TableOf<U["reads"][number] | U["writes"][number], U["writes"][number]> &
  SecretsOf<U["secrets"][number]> &
  Pick<World, U["ports"][number]>;

type TableOf<R extends TableName, W extends R> = [R] extends [never]
  ? unknown
  : { table: Table<R, W> };
type SecretsOf<S extends SecretName> = [S] extends [never] ? unknown : { secrets: Secrets<S> };
