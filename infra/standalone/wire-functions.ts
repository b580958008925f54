import type { Server } from "node:http";
import type { Manifest, Source } from "#functions/runtime/manifest.ts";
import type { World } from "#functions/runtime/world.ts";
import type { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import type { RateLimit } from "#shared/kernel/token-bucket.ts";
import { type Handler, makeFunctions } from "./functions.ts";
import type { HttpHandler } from "./http-server.ts";
import { lambdaContext } from "./lambda-context.ts";
import { type QueueHandler, QueueWorker } from "./queue-worker.ts";

/** Concurrent calls per queue in this process; on AWS the manifest's limit applies. */
const CONCURRENCY = 2;
/** A commit costs about the same for one message as for a hundred; SQS delivers at most ten. */
const BATCH = 100;
/** The mailer's concurrency already bounds mails in flight; a second call would double it. */
const DELIVER_CONCURRENCY = 1;

/** A function and one of its sources. */
type Wired = { name: string; source: Source; handler: Handler; worker?: QueueWorker };

/**
 * Connects every function to the sources that its manifest declares, as the CDK app does on AWS.
 */
export function wireFunctions(world: World, queue: SqliteQueue) {
  const functions = makeFunctions(world);
  const wired = functions.flatMap((one) => wire(one, queue));
  const fallback = functions.find(({ manifest }) => manifest.name === "api")!.handler;
  const pick = (path: string) =>
    wired.find(({ source }) => serves(source, path))?.handler as HttpHandler | undefined;
  const ticks = wired.filter(({ source }) => source.kind === "schedule");
  return {
    wired,
    workers: wired.flatMap(({ worker }) => worker ?? []),
    /** The function that serves a path; undefined when no manifest names it. */
    pick,
    /** Answers what no manifest names. */
    fallback: fallback as HttpHandler,
    /** The request rate of each path prefix, for all callers together. */
    limits: Object.assign(
      {},
      ...wired.map(({ source }) => (source.kind === "http" ? source.routes : {})),
    ) as Record<string, RateLimit>,
    tick: async () => {
      for (const { handler } of ticks) await handler({}, lambdaContext());
    },
  };
}

function wire(
  { manifest, handler }: { manifest: Manifest; handler: Handler },
  queue: SqliteQueue,
): Wired[] {
  return manifest.sources.flatMap((source): Wired[] => {
    const one = { name: manifest.name, source, handler };
    if (source.kind === "queue") {
      return [{ ...one, worker: workerOf(source, queue, handler as QueueHandler) }];
    }
    // The mailbox puts on `feedback` what SES's stream would; ports invoke functions directly.
    return source.kind === "http" || source.kind === "schedule" ? [one] : [];
  });
}

function workerOf(
  { queue: name, batchSize }: Source & { kind: "queue" },
  queue: SqliteQueue,
  handler: QueueHandler,
): QueueWorker {
  const limits = name.startsWith("deliver")
    ? { batchSize, concurrency: DELIVER_CONCURRENCY }
    : { batchSize: BATCH, concurrency: CONCURRENCY };
  return new QueueWorker(queue, name, handler, limits);
}

const serves = (source: Source, path: string) =>
  source.kind === "http" &&
  Object.keys(source.routes).some((prefix) => path.startsWith(`${prefix}/`));

export const closeServer = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
