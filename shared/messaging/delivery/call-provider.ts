import { WORKSPACE } from "#shared/kernel/ids.ts";
import type { SendOutcome } from "#shared/ports/mailer.ts";
import type { Claimed } from "./claim.ts";
import { FRESH_MS, finalCheck, release } from "./final-check.ts";
import type { DeliverWorld } from "./world.ts";

/** A machine that sleeps this often between check and call is not fit to send. */
const MAX_CHECKS = 3;

/** A call and its outcome; `at` is when the answer arrived. */
export type ProviderCall = { claimed: Claimed; outcome: SendOutcome; at: number };

/**
 * Call (protocol, 8): one call per mail, all at once, never repeated. A check that is too old is
 * made again first. A `failure` of one mail does not hide the outcomes of the others.
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
  const acceptedAt = outcome.kind === "accepted" ? outcome.at : undefined;
  return { claimed, outcome, at: acceptedAt ?? world.clock.now() };
}

/** The claim with a fresh check; released when every check grows old before the call. */
async function freshlyChecked(world: DeliverWorld, checked: Claimed): Promise<Claimed | undefined> {
  let claimed: Claimed | undefined = checked;
  for (let checks = 0; claimed && checks <= MAX_CHECKS; checks++) {
    if (world.clock.monotonicMs() - claimed.stampMs <= FRESH_MS) return claimed;
    const { cleared, failure } = await finalCheck(world, [claimed]);
    if (failure) throw failure;
    claimed = cleared[0];
  }
  if (claimed) await release(world, claimed, world.clock.now(), "the check is too old");
  return undefined;
}
