import { suppress } from "#shared/audience/consent/index.ts";
import { addressHash } from "#shared/audience/profiles/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { isBadAddress, putMessage, withoutProtocol } from "#shared/messaging/messages/index.ts";
import type { ProviderCall } from "./call-provider.ts";
import { acceptanceEntry, putOutcomes } from "./outcome-store.ts";
import { changeClaimed } from "./own-claim.ts";
import { settleAccepted } from "./settle-accepted.ts";
import type { DeliverWorld } from "./world.ts";

/** Pauses after temporary refusals; mails older than seven days are dropped as late. */
const PAUSES_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);
/**
 * Settle (protocol, 9). Acceptances go into one row per batch if the provider has a feed, else onto
 * the message rows. Refused mails return to `held` or end. Lost answers are left to reconcile.
 */
export async function settleCalls(world: DeliverWorld, calls: ProviderCall[]): Promise<void> {
  await settleAcceptances(
    world,
    calls.filter(({ outcome }) => outcome.kind === "accepted"),
  );
  for (const refused of calls) {
    if (refused.outcome.kind === "refused") await settleRefusal(world, refused);
  }
}

async function settleAcceptances(world: DeliverWorld, calls: ProviderCall[]): Promise<void> {
  const accepted = calls.map((one) => {
    const { outcome } = one;
    return { ...one, providerId: outcome.kind === "accepted" ? outcome.providerId : "" };
  });
  const place = accepted[0]?.claimed.row.outcome;
  if (place) {
    const entries = accepted.map(({ claimed, providerId, at }) =>
      acceptanceEntry(claimed.row.token, providerId, at),
    );
    await world.table.write([putOutcomes(place, Object.fromEntries(entries), world.clock.now())]);
    for (const { claimed } of accepted) world.onStatus?.("sent", claimed.id);
    return;
  }
  if (accepted.length === 0) return;
  const rows = accepted.map(({ claimed, providerId, at }) =>
    settleAccepted(claimed.row, providerId, at),
  );
  const results = await world.table.writeEach(
    accepted.map(({ claimed }, i) => putMessage(rows[i]!, claimed.version)),
  );
  accepted.forEach(({ claimed }, i) => {
    if (results[i]) return;
    world.onStatus?.("sent", claimed.id);
    world.onWritten?.(rows[i]!, claimed.row);
  });
  const again = accepted.filter((_, i) => results[i] instanceof Conflict);
  for (const { claimed, providerId, at } of again) {
    await changeClaimed(world, claimed.id, claimed.row.token, (row) =>
      settleAccepted(row, providerId, at),
    );
  }
  const failure = results.find((result) => result && !(result instanceof Conflict));
  if (failure) throw failure;
}

async function settleRefusal(
  world: DeliverWorld,
  { claimed, outcome, at }: ProviderCall,
): Promise<void> {
  if (outcome.kind !== "refused") return;
  const { reason } = outcome;
  const isAboutAddress = isBadAddress(reason);
  if (isAboutAddress) {
    await suppress(
      world,
      await addressHash(world, claimed.row.to!),
      { reason: "hard-bounce", at },
      "provider",
    );
  }
  const pause = PAUSES_MS[Math.min(claimed.row.attempt, PAUSES_MS.length) - 1]!;
  await changeClaimed(world, claimed.id, claimed.row.token, (row) => {
    const rest = withoutProtocol(row);
    return outcome.retryable
      ? { ...rest, status: "held", until: at + pause, reason }
      : { ...rest, status: "refused", reason };
  });
  // A first temporary refusal (rate limit, greylisting) passes by itself. A repeated one, or a
  // permanent one that is not about the address, needs an operator: unverified sender, spent quota,
  // paused account.
  const isTurnedAway = outcome.retryable ? claimed.row.attempt > 1 : !isAboutAddress;
  if (isTurnedAway) world.onStatus?.("turned-away", claimed.id);
}
