import { call } from "./call.ts";
import { claim } from "./claim.ts";
import { stateRate, takeSlots } from "./lane.ts";
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
  hasty: DeliverWorld,
  ids: string[],
  lane: "deliver" | "deliver-now",
): Promise<void> {
  // A claim whose next step fails for want of an answer would end in doubt: here it pays to ask again.
  const world = { ...hasty, table: patientTable(hasty.table, hasty.entropy) };
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
    const { calls, failure } = await call(world, checked);
    await settleCalls(world, calls);
    if (failure) throw failure;
  }
}

/** Work without a slot goes back with a delay; waiting is no failure. */
const putBack = (world: DeliverWorld, mails: string[], lane: "deliver" | "deliver-now") =>
  world.queue.send(lane, [{ body: { mails }, delaySeconds: 1 }]);
