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

/** Prepared at once, or some more: they share the reads of switches, settings and templates; their bytes are in memory. */
const PREPARED = 50;

/** A template has half of the renderer's time at most, and a mail a second of it. */
const SPREAD = { mails: 5, seconds: 5 };

/**
 * Delivers mails by their ids: the only caller of the mailer. Prepare, connect, claim, check, call,
 * settle; at most `mailer.concurrency` mails are claimed at once, which bounds what a crash can
 * leave in doubt. Others are claimed as soon as some are settled, and the next ones prepared
 * meanwhile. Doing it again, or twice at once, is harmless: one claim wins, and all others
 * stop.
 */
export async function deliver(
  given: DeliverWorld,
  ids: string[],
  queue: DeliverQueue,
): Promise<void> {
  // A claim whose next step fails for want of an answer would end in doubt: here it pays to ask again.
  const world = { ...given, table: retryingTable(given.table, given.random) };
  const perSecond = await readRate(world);
  const { concurrency } = world.mailer;
  const window = new Window(concurrency, hasFeed(world));
  // Whole groups, so that none is smaller than it could be.
  const size = Math.ceil(PREPARED / concurrency) * concurrency;
  try {
    for (let i = 0; i < ids.length; i += size) {
      const { ready, later } = await prepare(world, ids.slice(i, i + size));
      await putBackSpread(world, later, queue);
      while (ready.length > 0) {
        const some = ready.splice(0, await window.take(ready.length));
        window.run(some.length, async (leave) => {
          await world.mailer.connect?.(some.length);
          const slots = await takeSlots(world, some.length, perSecond, world.clock.now());
          const waiting = some.slice(slots).map(({ id }) => id);
          if (waiting.length > 0) await putBack(world, waiting, queue);
          await send(world, some.slice(0, slots), leave);
        });
      }
    }
  } finally {
    await window.end();
  }
}

/** Claim, check, call and settle; `leave` is told of each mail that is through before the others are. */
async function send(
  world: DeliverWorld,
  preparedMessages: RenderedMessage[],
  leave: (count: number) => void,
): Promise<void> {
  const claimed = await claim(world, preparedMessages);
  const { cleared, failure } = await finalCheck(world, claimed);
  leave(preparedMessages.length - cleared.length);
  // A feed's acceptances are written in one row for all; else each mail makes room for the next one at once.
  const groups = hasFeed(world) ? [cleared] : cleared.map((one) => [one]);
  const ends = await Promise.allSettled(
    groups.map(async (group) => {
      const { calls, failure } = await callProvider(world, group);
      const settled = settleCalls(world, calls);
      // An acceptance stands before the next claim in the order of writes, so both may go in one commit: a crash
      // leaves either neither, or no more claims than there is room for.
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

/**
 * Mails that wait for the renderer come back a few at a time: among others, and not at once with
 * all that wait for the same.
 */
async function putBackSpread(world: DeliverWorld, mails: string[], queue: DeliverQueue) {
  if (mails.length === 0) return;
  const messages = Array.from({ length: Math.ceil(mails.length / SPREAD.mails) }, (_, i) => ({
    body: deliverMails(mails.slice(i * SPREAD.mails, (i + 1) * SPREAD.mails)),
    delaySeconds: (i + 1) * SPREAD.seconds,
  }));
  await world.queue.send(queue, messages);
}

/** Work without a slot goes back with a delay; waiting is no failure. */
const putBack = (world: DeliverWorld, mails: string[], queue: DeliverQueue) =>
  world.queue.send(queue, [{ body: deliverMails(mails), delaySeconds: 1 }]);
