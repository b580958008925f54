import { WORKSPACE } from "#shared/kernel/ids.ts";
import type { SendOutcome } from "#shared/ports/mailer.ts";
import type { Claimed } from "./claim.ts";
import { FRESH_MS, finalCheck, release } from "./final-check.ts";
import type { DeliverWorld } from "./world.ts";

/** A machine that sleeps between check and call so often is not fit to send. */
const MAX_CHECKS = 3;

/** What came of a call; `at` is when its answer was there. */
export type ProviderCall = { claimed: Claimed; outcome: SendOutcome; at: number };

/**
 * Call (protocol, 8): one call each, all at once, never repeated. A claim whose check has grown old is checked again
 * first; one that fails then is released by the check. A `failure` of one never hides what came of the others.
 */
export async function callProvider(
  world: DeliverWorld,
  checked: Claimed[],
): Promise<{ calls: ProviderCall[]; failure?: unknown }> {
  const results = await Promise.allSettled(checked.map((claimed) => callOne(world, claimed)));
  const calls = results.flatMap((one) =>
    one.status === "fulfilled" && one.value ? [one.value] : [],
  );
  const failure = results.find((one) => one.status === "rejected")?.reason;
  return { calls, ...(failure !== undefined && { failure }) };
}

async function callOne(world: DeliverWorld, checked: Claimed): Promise<ProviderCall | undefined> {
  const claimed = await freshlyChecked(world, checked);
  if (!claimed) return undefined;
  const outcome = await world.mailer.send({
    workspace: WORKSPACE,
    messageId: claimed.id,
    attempt: claimed.row.attempt,
    from: claimed.from,
    to: claimed.row.to!,
    raw: claimed.raw,
    leaseEndsAt: claimed.row.leaseEndsAt,
    beginBy: claimed.stampMs + FRESH_MS,
  });
  const told = outcome.kind === "accepted" ? outcome.at : undefined;
  return { claimed, outcome, at: told ?? world.clock.now() };
}

/** The claim with a check that is young enough; one whose checks all grow old before the call is released. */
async function freshlyChecked(world: DeliverWorld, checked: Claimed): Promise<Claimed | undefined> {
  let claimed: Claimed | undefined = checked;
  for (let checks = 0; claimed && checks <= MAX_CHECKS; checks++) {
    if (world.clock.monotonicMs() - claimed.stampMs <= FRESH_MS) return claimed;
    const { cleared, failure } = await finalCheck(world, [claimed]);
    if (failure) throw failure;
    claimed = cleared[0];
  }
  if (claimed) await release(world, claimed, world.clock.now(), "the check grew old");
  return undefined;
}
