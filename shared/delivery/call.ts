import { WORKSPACE } from "#shared/kernel/ids.ts";
import type { SendOutcome } from "#shared/ports/mailer.ts";
import type { Claimed } from "./claim.ts";
import { FRESH_MS, lastCheck } from "./last-check.ts";
import type { DeliverWorld } from "./world.ts";

/** What came of a call; `at` is when its answer was there. */
export type Called = { claimed: Claimed; outcome: SendOutcome; at: number };

/**
 * Call (§7, 8): one call each, all at once, never repeated. A claim whose check has grown old is checked again
 * first; one that fails then is released by the check. A `failure` of one never hides what came of the others.
 */
export async function call(
  world: DeliverWorld,
  checked: Claimed[],
): Promise<{ calls: Called[]; failure?: unknown }> {
  const results = await Promise.allSettled(checked.map((claimed) => callOne(world, claimed)));
  const calls = results.flatMap((one) =>
    one.status === "fulfilled" && one.value ? [one.value] : [],
  );
  const failure = results.find((one) => one.status === "rejected")?.reason;
  return { calls, ...(failure !== undefined && { failure }) };
}

async function callOne(world: DeliverWorld, checked: Claimed): Promise<Called | undefined> {
  const isFresh = world.clock.monotonicMs() - checked.stampMs <= FRESH_MS;
  const [claimed] = isFresh ? [checked] : await lastCheck(world, [checked]);
  if (!claimed) return undefined;
  const outcome = await world.mailer.send({
    workspace: WORKSPACE,
    messageId: claimed.id,
    attempt: claimed.row.attempt,
    from: claimed.from,
    to: claimed.row.to!,
    raw: claimed.raw,
    leaseEndsAt: claimed.row.leaseEndsAt,
  });
  return { claimed, outcome, at: world.clock.now() };
}
