import type { Server } from "node:http";
import { createHandler as api } from "#functions/api/handler.ts";
import { createHandler as deliver } from "#functions/deliver/handler.ts";
import { trigger as deliverTrigger } from "#functions/deliver/trigger.ts";
import { createHandler as publicPages } from "#functions/public/handler.ts";
import { trigger as publicTrigger } from "#functions/public/trigger.ts";
import { createHandler as react } from "#functions/react/handler.ts";
import { trigger as reactTrigger } from "#functions/react/trigger.ts";
import { createHandler as settle } from "#functions/settle/handler.ts";
import { trigger as settleTrigger } from "#functions/settle/trigger.ts";
import { createHandler as tick } from "#functions/tick/handler.ts";
import type { Source } from "#functions/trigger.ts";
import { createHandler as webhooks } from "#functions/webhooks/handler.ts";
import { trigger as webhooksTrigger } from "#functions/webhooks/trigger.ts";
import type { SqliteQueue } from "#shared/adapters/embedded/queue.ts";
import type { World } from "#shared/ports/world.ts";
import type { HttpHandler } from "./http-server.ts";
import { lambdaContext } from "./lambda-context.ts";
import { Pump, type QueueHandler } from "./pump.ts";

/** Calls of one consumer at once, within one process; on AWS the trigger's own limit holds. */
const CONCURRENCY = 2;
/** A commit costs about the same for one message as for a hundred; SQS hands over ten at most. */
const BATCH = 100;
/** A mailer states how many mails may be under way; a second call of a lane would double that. */
const DELIVERIES = 1;

/** Every function wired to what its trigger says wakes it: the same wiring that the CDK app makes on AWS. */
export function wireFunctions(world: World, queue: SqliteQueue) {
  const consumers: [{ sources: readonly Source[] }, QueueHandler][] = [
    [reactTrigger, react(world) as unknown as QueueHandler],
    [deliverTrigger, deliver(world) as unknown as QueueHandler],
    [settleTrigger, settle(world) as unknown as QueueHandler],
  ];
  const pumps = consumers.flatMap(([{ sources }, handler]) =>
    sources.flatMap((source) => {
      if (source.kind !== "queue") return [];
      const limits = source.queue.startsWith("deliver")
        ? { batchSize: source.batchSize, concurrency: DELIVERIES }
        : { batchSize: BATCH, concurrency: CONCURRENCY };
      return [new Pump(queue, source.queue, handler, limits)];
    }),
  );
  const http: [{ sources: readonly Source[] }, HttpHandler][] = [
    [publicTrigger, publicPages(world) as unknown as HttpHandler],
    [webhooksTrigger, webhooks(world) as unknown as HttpHandler],
  ];
  const fallback = api(world) as unknown as HttpHandler;
  const pick = (path: string) =>
    http.find(([{ sources }]) => sources.some((source) => serves(source, path)))?.[1] ?? fallback;
  const runTick = tick(world) as unknown as (event: object, context: object) => Promise<void>;
  return { pumps, pick, tick: () => runTick({}, lambdaContext()) };
}

const serves = (source: Source, path: string) =>
  source.kind === "http" && source.prefixes.some((prefix) => path.startsWith(`${prefix}/`));

export const closeServer = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
