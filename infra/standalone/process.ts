import type { Server } from "node:http";
import type { Manifest, Source } from "#functions/runtime/manifest.ts";
import type { World } from "#functions/runtime/world.ts";
import type { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import type { RateLimit } from "#shared/kernel/token-bucket.ts";
import { type Handler, makeFunctions } from "./functions.ts";
import type { HttpHandler } from "./http-server.ts";
import { lambdaContext } from "./lambda-context.ts";
import { Pump, type QueueHandler } from "./pump.ts";

/** Calls of one consumer at once, within one process; on AWS the manifest's own limit holds. */
const CONCURRENCY = 2;
/** A commit costs about the same for one message as for a hundred; SQS hands over ten at most. */
const BATCH = 100;
/** A mailer states how many mails may be under way; a second call of a lane would double that. */
const DELIVERIES = 1;

/** A function, and one of the things that wake it here. */
type Wired = { name: string; source: Source; handler: Handler; pump?: Pump };

/**
 * Every function wired to what its manifest says wakes it: the same wiring that the CDK app makes.
 */
export function wireFunctions(world: World, queue: SqliteQueue) {
  const functions = makeFunctions(world);
  const wired = functions.flatMap((one) => wire(one, queue));
  const fallback = functions.find(({ manifest }) => manifest.name === "api")!.handler;
  const pick = (path: string) =>
    (wired.find(({ source }) => serves(source, path))?.handler ?? fallback) as HttpHandler;
  const ticks = wired.filter(({ source }) => source.kind === "schedule");
  return {
    wired,
    pumps: wired.flatMap(({ pump }) => pump ?? []),
    pick,
    /** What all callers of a prefix together may ask. */
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
      return [{ ...one, pump: pumpOf(source, queue, handler as QueueHandler) }];
    }
    // What SES would tell by its stream, the mailbox puts onto `feedback`; ports and owners invoke
    // without us.
    return source.kind === "http" || source.kind === "schedule" ? [one] : [];
  });
}

function pumpOf(
  { queue: name, batchSize }: Source & { kind: "queue" },
  queue: SqliteQueue,
  handler: QueueHandler,
): Pump {
  const limits = name.startsWith("deliver")
    ? { batchSize, concurrency: DELIVERIES }
    : { batchSize: BATCH, concurrency: CONCURRENCY };
  return new Pump(queue, name, handler, limits);
}

const serves = (source: Source, path: string) =>
  source.kind === "http" &&
  Object.keys(source.routes).some((prefix) => path.startsWith(`${prefix}/`));

export const closeServer = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
