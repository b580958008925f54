import type { DeliverQueue } from "#shared/messaging/handover/index.ts";
import { readRate, takeSlots } from "#shared/messaging/handover/index.ts";
import { retryingTable } from "#shared/ports/retrying-table.ts";
import { deliverMails } from "#shared/queue/index.ts";
import { callProvider, type ProviderCall } from "./call-provider.ts";
import { claim } from "./claim.ts";
import { finalCheck } from "./final-check.ts";
import { prepare } from "./prepare.ts";
import type { RenderedMessage } from "./prepared-message.ts";
import { settleCalls } from "./settle-calls.ts";
import { Window } from "./window.ts";
import type { DeliverWorld } from "./world.ts";

/**
 * At least this many mails are prepared together: they share reads, and their bytes are in memory.
 */
const PREPARED = 50;

/** A template may use half of the renderer's time; a mail a second of it. */
const SPREAD = { mails: 5, seconds: 5 };

/**
 * Delivers mails by id; the only caller of the mailer. Prepare, connect, claim, check, call,
 * settle. At most `mailer.concurrency` mails are claimed at once, which bounds what a crash can
 * leave in doubt; further mails are prepared meanwhile. Running it twice is harmless: one claim
 * wins.
 */
export async function deliver(
  { table, ...rest }: DeliverWorld,
  ids: string[],
  queue: DeliverQueue,
): Promise<void> {
  // Retried in place: a claim whose next step fails would end in doubt.
  const world = { ...rest, table: retryingTable(table, rest.random) };
  const perSecond = await readRate(world);
  const { concurrency } = world.mailer;
  const window = new Window(concurrency, hasFeed(world));
  // A multiple of the concurrency, so that no claim group is smaller than it could be.
  const size = Math.ceil(PREPARED / concurrency) * concurrency;
  try {
    for (let i = 0; i < ids.length; i += size) {
      const { ready, later } = await prepare(world, ids.slice(i, i + size));
      await requeueSpread(world, later, queue);
      while (ready.length > 0) {
        const some = ready.splice(0, await window.take(ready.length));
        window.run(some.length, async (leave) => {
          await world.mailer.connect?.(some.length);
          const slots = await takeSlots(world, some.length, perSecond, world.clock.now());
          const waiting = some.slice(slots).map(({ id }) => id);
          if (waiting.length > 0) await requeue(world, waiting, queue);
          await send(world, some.slice(0, slots), leave);
        });
      }
    }
  } finally {
    await window.end();
  }
}

/** Claims, checks, calls and settles; calls `leave` as mails finish. */
async function send(
  world: DeliverWorld,
  preparedMessages: RenderedMessage[],
  leave: (count: number) => void,
): Promise<void> {
  const claimed = await claim(world, preparedMessages);
  const { cleared, failure } = await finalCheck(world, claimed);
  leave(preparedMessages.length - cleared.length);
  // With a feed, one row holds all acceptances; otherwise each mail makes room as it settles.
  const groups = hasFeed(world) ? [cleared] : cleared.map((one) => [one]);
  const ends = await Promise.allSettled(
    groups.map(async (group) => {
      const { calls, failure } = await callProvider(world, group);
      const settled = settleCalls(world, calls);
      // The acceptance is written before the next claim, so both may share one commit: after a
      // crash there are never more claims than room.
      if (isAccepted(calls)) leave(group.length);
      await settled;
      if (!isAccepted(calls)) leave(group.length);
      if (failure) throw failure;
    }),
  );
  const failed = ends.find((end) => end.status === "rejected");
  if (failure || failed) throw failure ?? failed?.reason;
}

const isAccepted = (calls: ProviderCall[]) =>
  calls.length > 0 && calls.every(({ outcome }) => outcome.kind === "accepted");

const hasFeed = ({ mailer }: DeliverWorld) => mailer.evidence === "feed";

/** Requeues mails that wait for the renderer, a few at a time, spread over seconds. */
async function requeueSpread(world: DeliverWorld, mails: string[], queue: DeliverQueue) {
  if (mails.length === 0) return;
  const messages = Array.from({ length: Math.ceil(mails.length / SPREAD.mails) }, (_, i) => ({
    body: deliverMails(mails.slice(i * SPREAD.mails, (i + 1) * SPREAD.mails)),
    delaySeconds: (i + 1) * SPREAD.seconds,
  }));
  await world.queue.send(queue, messages);
}

/** Requeues mails that got no slot; waiting is no failure. */
const requeue = (world: DeliverWorld, mails: string[], queue: DeliverQueue) =>
  world.queue.send(queue, [{ body: deliverMails(mails), delaySeconds: 1 }]);
