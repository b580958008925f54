import { MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import {
  deleteMessage,
  isOut,
  type Message,
  withoutProtocol,
} from "#shared/messaging/messages/index.ts";
import { mayMail, readRecipient, type SendDecision } from "#shared/messaging/policy/index.ts";
import { readSnapshot, type Snapshot } from "#shared/messaging/snapshot/index.ts";
import {
  type LiveDefinitions,
  readLiveDefinitions,
} from "#shared/platform/live-definitions/index.ts";
import type { Claimed } from "./claim.ts";
import { foldOutcomes } from "./outcome-store.ts";
import { changeClaimed, isClaimedBy } from "./own-claim.ts";
import { addressOf } from "./prepared-message.ts";
import type { DeliverWorld } from "./world.ts";

/** The least time that must be left on the lease: a call is limited to 10 seconds. */
const LEASE_LEFT_MS = MINUTE_MS;
/** A check older than this (monotonic clock) is repeated before the call. */
export const FRESH_MS = 2 * SECOND_MS;

/**
 * Final check (protocol, 7): one consistent read after the claim. An unsubscribe, an exit or a
 * competing claim committed before it stops the mail; the send begins at the instant of its answer.
 * Returns the claims that may be sent; a `failure` of one does not hide the others.
 */
export async function finalCheck(
  world: DeliverWorld,
  claims: Claimed[],
): Promise<{ cleared: Claimed[]; failure?: unknown }> {
  if (claims.length === 0) return { cleared: [] };
  // Taken before the definitions are read: a check is as old as its oldest read.
  const stampMs = world.clock.monotonicMs();
  const { data: live } = await readLiveDefinitions(world);
  const results = await Promise.allSettled(
    claims.map((one) => checkOne(world, { ...one, stampMs }, live)),
  );
  const cleared = results.flatMap((one) =>
    one.status === "fulfilled" && one.value ? [one.value] : [],
  );
  const failure = results.find((one) => one.status === "rejected")?.reason;
  return { cleared, ...(failure !== undefined && { failure }) };
}

async function checkOne(
  world: DeliverWorld,
  claimed: Claimed,
  live: LiveDefinitions,
): Promise<Claimed | undefined> {
  const now = world.clock.now();
  const snapshot = await readSnapshot(world, claimed.snapshot.id, now, [claimed.id]);
  const own = snapshot.messages.find(({ data }) => data.id === claimed.id);
  if (!own || !isClaimedBy(own.data, claimed.row.token) || isOut(own.data)) return undefined;
  const { data: row, version } = own;
  if (!snapshot.profile || snapshot.profile.data.erasedAt !== undefined) {
    // The contact was erased before the claim: nothing of them may stay.
    await world.table.write([deleteMessage(claimed.id, version)]);
    return undefined;
  }
  if (row.status !== "sending" || row.leaseEndsAt - now <= LEASE_LEFT_MS) {
    await release(world, claimed, now, "the claim grew old");
    return undefined;
  }
  const others = await foldOutcomes(world, withoutMessage(snapshot, claimed.id));
  const recipient = await readRecipient(world, claimed.draft, others, live, now);
  const decision = mayMail(claimed.draft, recipient, live, now);
  if (decision.kind !== "send") await giveUp(world, claimed, decision, now);
  else if (addressOf(claimed.draft, snapshot) === row.to)
    return { ...claimed, snapshot, row, version };
  else await release(world, claimed, now, "the address changed");
  return undefined;
}

const withoutMessage = (snapshot: Snapshot, id: string): Snapshot => ({
  ...snapshot,
  messages: snapshot.messages.filter(({ data }) => data.id !== id),
});

/** Ends a claim that was never called as policy decided: dropped, or held to be tried again. */
async function giveUp(world: DeliverWorld, claimed: Claimed, decision: SendDecision, now: number) {
  if (decision.kind === "drop") {
    const { reason } = decision;
    return changeClaimed(world, claimed.id, claimed.row.token, (row) => ({
      ...withoutProtocol(row),
      status: "dropped",
      reason,
    }));
  }
  const until = decision.kind === "hold" ? decision.until : now + MINUTE_MS;
  const reason = decision.kind === "send" ? undefined : decision.reason;
  return changeClaimed(world, claimed.id, claimed.row.token, (row) => toHeld(row, until, reason));
}

/**
 * Returns a claim that was never called to `held`, also from `unknown`. When the mail is due again,
 * policy drops it if a later mail of its run left meanwhile.
 */
export const release = (
  world: DeliverWorld,
  claimed: Claimed,
  now: number,
  reason: string,
): Promise<void> =>
  changeClaimed(world, claimed.id, claimed.row.token, (row) => toHeld(row, now, reason));

const toHeld = (row: Message, until: number, reason: string | undefined): Message => ({
  ...withoutProtocol(row),
  status: "held",
  until,
  ...(reason !== undefined && { reason }),
});
