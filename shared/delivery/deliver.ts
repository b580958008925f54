import { call } from "./call.ts";
import { claim } from "./claim.ts";
import { stateRate, takeSlots } from "./lane.ts";
import type { DeliverLane } from "./lane-of.ts";
import { lastCheck } from "./last-check.ts";
import { patientTable } from "./patient-table.ts";
import { prepare } from "./prepare.ts";
import { settleCalls } from "./settle-calls.ts";
import type { DeliverWorld } from "./world.ts";

/**
 * Delivers mails by their ids: the only caller of the mailer. Prepare, claim, check, call, settle; at most
 * `mailer.concurrency` mails are claimed at once, which bounds what a crash can leave in doubt.
 * Doing it again, or twice at once, is harmless: one claim wins, and everybody else stops.
 */
export async function deliver(
  given: DeliverWorld,
  ids: string[],
  lane: DeliverLane,
): Promise<void> {
  // A claim whose next step fails for want of an answer would end in doubt: here it pays to ask again.
  const world = { ...given, table: patientTable(given.table, given.entropy) };
  const perSecond = await world.mailer.ratePerSecond();
  await stateRate(world, perSecond);
  for (let i = 0; i < ids.length; i += world.mailer.concurrency) {
    const some = ids.slice(i, i + world.mailer.concurrency);
    const ready = await prepare(world, some);
    const slots = await takeSlots(world, ready.length, perSecond, world.clock.now());
    const waiting = ready.slice(slots).map(({ id }) => id);
    if (waiting.length > 0) await putBack(world, waiting, lane);
    const claimed = await claim(world, ready.slice(0, slots));
    const checked = await lastCheck(world, claimed);
    const called = await call(world, checked.cleared);
    await settleCalls(world, called.calls);
    const failure = checked.failure ?? called.failure;
    if (failure) throw failure;
  }
}

/** Work without a slot goes back with a delay; waiting is no failure. */
const putBack = (world: DeliverWorld, mails: string[], lane: DeliverLane) =>
  world.queue.send(lane, [{ body: { mails }, delaySeconds: 1 }]);
