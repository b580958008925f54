import { createHandler as api } from "#functions/api/handler.ts";
import { manifest as apiTrigger } from "#functions/api/manifest.ts";
import { createHandler as deliver } from "#functions/deliver/handler.ts";
import { manifest as deliverTrigger } from "#functions/deliver/manifest.ts";
import { createHandler as feedback } from "#functions/feedback/handler.ts";
import { manifest as feedbackTrigger } from "#functions/feedback/manifest.ts";
import { createHandler as publicPages } from "#functions/public/handler.ts";
import { manifest as publicTrigger } from "#functions/public/manifest.ts";
import { createHandler as react } from "#functions/react/handler.ts";
import { manifest as reactTrigger } from "#functions/react/manifest.ts";
import { createHandler as render } from "#functions/render/handler.ts";
import { manifest as renderTrigger } from "#functions/render/manifest.ts";
import type { Source } from "#functions/runtime/manifest.ts";
import type { World } from "#functions/runtime/world.ts";
import { createHandler as tick } from "#functions/tick/handler.ts";
import { TOGETHER_MS, manifest as tickTrigger } from "#functions/tick/manifest.ts";
import { createHandler as webhookSender } from "#functions/webhook-sender/handler.ts";
import { manifest as webhookSenderTrigger } from "#functions/webhook-sender/manifest.ts";
import { DynamoScan } from "#shared/adapters/aws/dynamodb/scan.ts";
import { DynamoTable } from "#shared/adapters/aws/dynamodb/table.ts";
import { EventBridgeBus } from "#shared/adapters/aws/eventbridge/bus.ts";
import { forgetInQueues } from "#shared/adapters/aws/external-traces.ts";
import { LambdaRenderer } from "#shared/adapters/aws/lambda/renderer.ts";
import { LambdaWebhookDispatcher } from "#shared/adapters/aws/lambda/webhook-dispatcher.ts";
import { NO_BUS } from "#shared/adapters/aws/names.ts";
import type { CallService } from "#shared/adapters/aws/service-call.ts";
import { SesMailer } from "#shared/adapters/aws/ses/mailer.ts";
import { sesQuota } from "#shared/adapters/aws/ses/quota.ts";
import { SqsBacklog } from "#shared/adapters/aws/sqs/backlog.ts";
import { SqsDeadLetters } from "#shared/adapters/aws/sqs/dead-letters.ts";
import { SqsQueue } from "#shared/adapters/aws/sqs/queue.ts";
import { QUEUES, type QueueName } from "#shared/ports/queue.ts";
import { TABLES } from "#shared/ports/table.ts";
import { TestSecrets } from "#test/support/secrets.ts";
import { seededEntropy } from "#test/support/world.ts";
import type { FakeDynamo } from "./dynamo.ts";
import { LATENCY_MS, type Meter } from "./invocation.ts";
import { type Handler, Lambda } from "./lambda.ts";
import type { Limits } from "./mapping.ts";
import type { FakeSes } from "./ses.ts";
import type { FakeSqs } from "./sqs.ts";
import { FakeStream } from "./stream.ts";
import { chunks } from "./units.ts";

const names = <N extends string>(all: readonly N[]) =>
  Object.fromEntries(all.map((name) => [name, name])) as unknown as Record<N, string>;

type Services = { meter: Meter; dynamo: FakeDynamo; sqs: FakeSqs; ses: FakeSes };
/** What is tried in place of what the manifests say of a queue. */
export type Tried = Partial<Record<QueueName, Partial<Limits>>>;

/**
 * Every function with its real handler over the real AWS adapters, on services that charge; queues
 * are mapped.
 */
export function deploy({ meter, dynamo, sqs, ses }: Services, limits: Tried = {}, hasBus = false) {
  const clock = {
    now: () => Math.floor(meter.agenda.now),
    realNow: () => Math.floor(meter.agenda.now),
    monotonicMs: () => meter.agenda.now,
  };
  const random = seededEntropy();
  const make = (
    { name, memoryMb }: { name: string; memoryMb: number },
    create: (world: World) => unknown,
  ) => new Lambda(meter, { name, memoryMb, create: () => create(newWorld()) as Handler });

  const renderer = make(renderTrigger, () => render({ cpuMs: () => 0, ...clock }));
  const requests = make(webhookSenderTrigger, webhookSender);
  /** What one execution environment has: clients, and the caches that hang on them. */
  const newWorld = (): World => ({
    table: new DynamoTable(dynamo.client, names(TABLES), clock),
    queue: new SqsQueue(sqs.client, names(QUEUES)),
    deadLetters: new SqsDeadLetters(sqs.client, "dead", names(QUEUES)),
    backlog: new SqsBacklog(sqs.client, names(QUEUES)),
    mailer: new SesMailer(ses.client, "feedback"),
    quota: sesQuota(ses.account),
    renderer: new LambdaRenderer(invoking(meter, renderer), "render"),
    bus: new EventBridgeBus(publishing(meter), hasBus ? "bus" : NO_BUS),
    webhooks: new LambdaWebhookDispatcher(notWaitingFor(meter, requests), "webhook-sender"),
    // Others' systems charge us nothing.
    http: { post: async () => ({ status: 204, text: "" }) },
    clock,
    secrets: new TestSecrets(clock),
    random,
    runtime: {
      publicUrl: "https://mail.example.com",
      dev: false,
      place: "aws",
      hasMailbox: false,
    },
    traces: forgetInQueues,
    scan: new DynamoScan(dynamo.client, "due"),
  });

  const consumers = [
    [reactTrigger, make(reactTrigger, react)],
    [deliverTrigger, make(deliverTrigger, deliver)],
    [feedbackTrigger, make(feedbackTrigger, feedback)],
  ] as const;
  for (const [{ sources }, lambda] of consumers) {
    for (const source of sources as readonly Source[]) {
      if (source.kind === "queue")
        sqs.map(source.queue, lambda, { ...source, ...limits[source.queue] });
      if (source.kind === "stream")
        ses.stream = new FakeStream(meter, lambda, source.windowSeconds);
    }
  }
  return {
    newWorld,
    render: renderer,
    api: make(apiTrigger, api),
    publicPages: make(publicTrigger, publicPages),
    tick: make(tickTrigger, (world: Parameters<typeof tick>[0]) => tick(world, TOGETHER_MS)),
  };
}

function invoking(meter: Meter, render: Lambda): CallService {
  return async ({ body }) => {
    await meter.call(LATENCY_MS.lambda, () => undefined);
    const webhooks = meter.current;
    const about = { shares: webhooks?.shares ?? {}, causes: new Map() };
    const answer = await render.invoke(JSON.parse(body), about);
    if (webhooks) await meter.agenda.pause(0, webhooks);
    return { status: 200, headers: {}, text: JSON.stringify(answer) };
  };
}

/** An asynchronous invocation: taken on, and done by itself. */
function notWaitingFor(meter: Meter, lambda: Lambda): CallService {
  return async ({ body }) => {
    await meter.call(LATENCY_MS.lambda, () => undefined);
    const about = { shares: meter.current?.shares ?? {}, causes: new Map() };
    void lambda.invoke(JSON.parse(body), about);
    return { status: 202, headers: {}, text: "" };
  };
}

/** What rules may see; each event is billed, whether a rule exists or not. */
function publishing(meter: Meter): CallService {
  const serve = (body: string) => {
    for (const { Detail, DetailType } of JSON.parse(body).Entries) {
      meter.charge("busEvents", chunks(Buffer.byteLength(Detail)), DetailType);
    }
    return { status: 200, headers: {}, text: JSON.stringify({ FailedEntryCount: 0 }) };
  };
  return ({ body }) => meter.call(LATENCY_MS.bus, () => serve(body));
}
