import { Conflict } from "#shared/kernel/errors.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import {
  addressHash,
  type Message,
  putMessage,
  readMessage,
  suppress,
} from "#shared/people/index.ts";
import { isBadAddress } from "./bounce.ts";
import type { Called } from "./call.ts";
import { putOutcomes, settleAccepted, withoutProtocol } from "./outcome.ts";
import { hold } from "./set-aside.ts";
import type { DeliverWorld } from "./world.ts";

/** Pauses between attempts that the provider refused for now. */
const PAUSES_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);
/** After so many refusals the mail is refused for good. */
const MAX_ATTEMPTS = 10;

/**
 * Settle (§7, 9): acceptances in one row per batch where a feed will tell the rows, else onto the rows; explicit
 * refusals back to `held` or to their end; a lost answer is left open for the look-again.
 */
export async function settleCalls(world: DeliverWorld, calls: Called[]): Promise<void> {
  await settleAcceptances(
    world,
    calls.filter(({ outcome }) => outcome.kind === "accepted"),
  );
  for (const refused of calls) {
    if (refused.outcome.kind === "refused") await settleRefusal(world, refused);
  }
}

async function settleAcceptances(world: DeliverWorld, calls: Called[]): Promise<void> {
  const accepted = calls.map((one) => {
    const { outcome } = one;
    return { ...one, providerId: outcome.kind === "accepted" ? outcome.providerId : "" };
  });
  const place = accepted[0]?.claimed.row.outcome;
  if (place) {
    const entries = accepted.map(({ claimed, providerId, at }) => [
      claimed.id,
      { attempt: claimed.row.attempt, providerId, at },
    ]);
    await world.table.write([putOutcomes(place, Object.fromEntries(entries), world.clock.now())]);
    return;
  }
  if (accepted.length === 0) return;
  const results = await world.table.writeEach(
    accepted.map(({ claimed, providerId, at }) =>
      putMessage(settleAccepted(claimed.row, providerId, at), claimed.version),
    ),
  );
  const again = accepted.filter((_, i) => results[i] instanceof Conflict);
  for (const { claimed, providerId, at } of again) {
    await changeOwn(world, claimed, (row) => settleAccepted(row, providerId, at));
  }
  const failure = results.find((result) => result && !(result instanceof Conflict));
  if (failure) throw failure;
}

async function settleRefusal(world: DeliverWorld, { claimed, outcome, at }: Called): Promise<void> {
  if (outcome.kind !== "refused") return;
  const { reason } = outcome;
  if (isBadAddress(reason)) {
    await suppress(
      world,
      await addressHash(world, claimed.row.to!),
      { reason: "hard-bounce", at },
      "provider",
    );
  }
  const { attempt } = claimed.row;
  if (!outcome.retryable || attempt >= MAX_ATTEMPTS) {
    return changeOwn(world, claimed, (row) => ({
      ...withoutProtocol(row),
      status: "refused",
      reason,
    }));
  }
  const until = at + PAUSES_MS[Math.min(attempt, PAUSES_MS.length) - 1]!;
  const item = await readMessage(world, claimed.id);
  if (!item || !isOurs(item.data, claimed.row.token)) return;
  const message: Message = { ...withoutProtocol(item.data), status: "held", until, reason };
  await hold(world, [{ message, expect: item.version }]);
}

/** Changes our own row, and only while the claim on it is ours. */
function changeOwn(
  world: DeliverWorld,
  claimed: Called["claimed"],
  change: (row: Message) => Message,
): Promise<void> {
  return untilNoConflict(async () => {
    const item = await readMessage(world, claimed.id);
    if (!item || !isOurs(item.data, claimed.row.token)) return;
    await world.table.write([putMessage(change(item.data), item.version)]);
  });
}

const isOurs = (row: Message, token: string) =>
  (row.status === "sending" || row.status === "unknown") && row.token === token;
