import type { Bus } from "./bus.ts";
import type { Caller } from "./caller.ts";
import type { Clock } from "./clock.ts";
import type { Entropy } from "./entropy.ts";
import type { Mailer } from "./mailer.ts";
import type { Place } from "./place.ts";
import type { Backlog, DeadLetters, Queue, QueueName } from "./queue.ts";
import type { Quota } from "./quota.ts";
import type { Remains } from "./remains.ts";
import type { Renderer } from "./renderer.ts";
import type { Scan } from "./scan.ts";
import type { SecretName, Secrets } from "./secrets.ts";
import type { Table, TableName } from "./table.ts";
import type { Web } from "./web.ts";

/** Everything outside the program, on one page. */
export type World = {
  table: Table;
  queue: Queue;
  deadLetters: DeadLetters;
  backlog: Backlog;
  mailer: Mailer;
  quota: Quota;
  renderer: Renderer;
  bus: Bus;
  caller: Caller;
  web: Web;
  clock: Clock;
  secrets: Secrets;
  entropy: Entropy;
  place: Place;
  remains: Remains;
  scan: Scan;
};

/** What one function may touch: declared once, read by its handler's type and by its grants. */
export type Uses = {
  reads: readonly TableName[];
  writes: readonly TableName[];
  sends: readonly QueueName[];
  secrets: readonly SecretName[];
  ports: readonly Exclude<keyof World, "table" | "queue" | "secrets">[];
};

/** The world as a function that declared `U` sees it; a row, queue or secret it did not declare fails `tsc`. */
export type WorldOf<U extends Uses> = {
  queue: Queue<U["sends"][number]>;
} & TableOf<U["reads"][number] | U["writes"][number], U["writes"][number]> &
  SecretsOf<U["secrets"][number]> &
  Pick<World, U["ports"][number]>;

type TableOf<R extends TableName, W extends R> = [R] extends [never]
  ? unknown
  : { table: Table<R, W> };
type SecretsOf<S extends SecretName> = [S] extends [never] ? unknown : { secrets: Secrets<S> };
