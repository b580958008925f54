import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import type { Reference } from "#shared/queue/index.ts";
import { deliverMails, type Queue } from "#shared/queue/index.ts";
import {
  groupByDelay,
  type Pack,
  packReferences,
  rewriteLatePacks,
  writePacks,
} from "#shared/scheduler/index.ts";
import type { DeliverQueue } from "./deliver-queue.ts";
import { firstReconcile } from "./reconcile-at.ts";
import { planSendTimes, QUEUE_HORIZON_MS } from "./send-rate-store.ts";

type HandoverWorld = {
  table: Table<"due" | "rate", "due" | "rate">;
  queue: Queue<"deliver" | "deliver-now">;
  clock: Clock;
};

/** Mails about to be decided, and the packs written for them beforehand. */
export type HandoverPlan = { mails: QueuedMail[]; packs: Pack[] };

/** A mail, its queue and when it may leave. */
type QueuedMail = { message: string; queue: DeliverQueue; at: number };

/** The most mails in one queue message. */
const MAILS_PER_MESSAGE = 25;

/**
 * Handover before the decision: plans when each mail may leave, and writes the packs (a reconcile
 * of each mail, mails beyond the queue horizon, and `also`).
 */
export async function prepareHandover(
  world: HandoverWorld,
  messages: string[],
  also: Reference[],
): Promise<HandoverPlan> {
  const now = world.clock.now();
  const instants = await planSendTimes(world, messages.length, now);
  const mails = messages.map((message, i) => ({
    message,
    queue: "deliver" as const,
    at: instants[i]!,
  }));
  const later = mails.filter(({ at }) => at > now + QUEUE_HORIZON_MS);
  const references: Reference[] = [
    ...mails.map(({ message, at }) => firstReconcile(message, at)),
    ...later.map((mail) => ({ kind: "mail", ...mail }) as const),
    ...also,
  ];
  const packs = packReferences(references, now);
  await writePacks(world, packs);
  return { mails, packs };
}

/**
 * Handover after the decision: rewrites packs whose slot has come too near, and queues the mails
 * whose decision was written.
 */
export async function finishHandover(
  world: HandoverWorld,
  { mails, packs }: HandoverPlan,
  isDecided: (message: string) => boolean = () => true,
): Promise<void> {
  await rewriteLatePacks(world, packs);
  const now = world.clock.now();
  const near = mails.filter(
    ({ message, at }) => at <= now + QUEUE_HORIZON_MS && isDecided(message),
  );
  await queueMails(world, near, now);
}

/** Queues mails, each delayed until its instant. */
export async function queueMails(
  { queue }: { queue: Queue<"deliver" | "deliver-now"> },
  mails: QueuedMail[],
  now: number,
): Promise<void> {
  for (const [name, own] of Map.groupBy(mails, (mail) => mail.queue)) {
    const messages = groupByDelay(own, now, MAILS_PER_MESSAGE).map(({ items, delaySeconds }) => ({
      body: deliverMails(items.map(({ message }) => message)),
      delaySeconds,
    }));
    await queue.send(name, messages);
  }
}
