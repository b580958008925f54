import type { SQSBatchResponse } from "aws-lambda";
import { createHandler as deliver } from "#functions/deliver/handler.ts";
import { createHandler as feedback } from "#functions/feedback/handler.ts";
import { createHandler as react } from "#functions/react/handler.ts";
import type { World } from "#functions/runtime/world.ts";
import { createHandler as tick } from "#functions/tick/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import { ensureContact } from "#shared/audience/contacts/index.ts";
import { Definition } from "#shared/automation/language/index.ts";
import { publishSequence, putDraft } from "#shared/automation/versions/index.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import { makeWorld } from "#test/support/world.ts";
import { nextInstant } from "./next-instant.ts";
import { loadSimulated } from "./workspace.ts";

type Handler = (event: object, context: object) => Promise<SQSBatchResponse | undefined>;

const RUSH = {
  name: "Rush",
  enter: [{ event: "rush" }],
  start: "hour",
  steps: {
    hour: { kind: "wait", for: "PT1H", next: "mail" },
    mail: { kind: "send", template: "later", next: null },
  },
};
const BATCH = 10;
/** Of the longest time that any of it may take. */
const MAX_TURNS = 2_000_000;

/**
 * What became of a rush: instants (milliseconds after all were due), and the most that ever lay on
 * a queue.
 */
export type Rush = { sent: number; lastAfterMs: number; mostQueued: number; busiestSecond: number };

export type Size = { people: number; perSecond: number };

/** Our share of what the provider states. */
const SHARE = 0.9;
const MAX_QUEUED_SECONDS = 180;

/**
 * Whether the rate was kept and used to nine tenths, and no queue held more than three minutes of
 * work.
 */
export function isInTime({ people, perSecond }: Size, result: Rush): boolean {
  const idealMs = (people / (perSecond * SHARE)) * 1_000;
  const { lastAfterMs, mostQueued, busiestSecond } = result;
  return (
    lastAfterMs <= 1.1 * idealMs &&
    mostQueued <= MAX_QUEUED_SECONDS * perSecond &&
    busiestSecond <= perSecond
  );
}

/** So many people, all due at the same minute, at a provider that takes so many mails a second. */
export async function rush({ people, perSecond }: Size): Promise<Rush> {
  const sentAt: number[] = [];
  const made = makeWorld();
  const { clock, queue, table, database } = made;
  const mailer: World["mailer"] = {
    ...made.world.mailer,
    send: async () => {
      sentAt.push(clock.now());
      return { kind: "accepted", providerId: `p${sentAt.length}` };
    },
  };
  const quota = { current: async () => ({ perSecond }) };
  const world = { ...made.world, mailer, quota };
  const consumers = {
    work: react(world),
    deliver: deliver(world),
    feedback: feedback(world),
  } as unknown as Record<QueueName, Handler>;
  const runTick = tick(world) as unknown as Handler;

  await loadSimulated(world);
  await putDraft(world, "rush", Definition.parse(RUSH), clock.now());
  await publishSequence(world, "rush", clock.now());
  await runTick({}, lambdaContext());
  for (let i = 0; i < people; i++) await join(world, i);
  const dueAt = clock.now() + HOUR_MS;

  const onQueue = database.sql.prepare(
    "SELECT coalesce(sum(json_array_length(body, '$.mails')), 0) AS mails FROM queue WHERE name = 'deliver'",
  );
  let mostQueued = 0;
  let nextTick = clock.now();
  const consume = async (): Promise<boolean> => {
    for (const [name, handler] of Object.entries(consumers) as [QueueName, Handler][]) {
      const batch = queue.receive(name, BATCH);
      if (batch.length === 0) continue;
      const answer = await handler(queueEvent(name, batch), lambdaContext());
      const failed = new Set(answer?.batchItemFailures.map((one) => one.itemIdentifier));
      await queue.fail([...failed]);
      await queue.ack(batch.map(({ id }) => id).filter((id) => !failed.has(id)));
      return true;
    }
    return false;
  };
  for (let turn = 0; turn < MAX_TURNS && sentAt.length < people; turn++) {
    if (clock.now() >= nextTick) {
      await runTick({}, lambdaContext());
      nextTick = clock.now() + MINUTE_MS;
    }
    const { mails } = onQueue.get() as { mails: number };
    mostQueued = Math.max(mostQueued, mails);
    if (await consume()) continue;
    const ticks = { last: nextTick - MINUTE_MS, next: nextTick };
    const next = nextInstant({ table, queue, schedule: { nextAt: nextTick } }, ticks);
    clock.advance(Math.max(1, next! - clock.now()));
  }
  database.close();
  const seconds = Map.groupBy(sentAt, (at) => Math.floor(at / 1_000));
  const busiestSecond = Math.max(...[...seconds.values()].map((some) => some.length));
  return {
    sent: sentAt.length,
    lastAfterMs: Math.max(...sentAt) - dueAt,
    mostQueued,
    busiestSecond,
  };
}

async function join(world: World, i: number): Promise<void> {
  const { id } = await ensureContact(world, { email: `person${i}@example.com` });
  const event = { contact: id, id: `rush-${i}`, name: "rush", at: world.clock.now(), data: {} };
  await world.queue.send("work", [{ body: { event } }]);
}
