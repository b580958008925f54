import { Conflict } from "#shared/kernel/errors.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { type Message, putMessage } from "#shared/messaging/messages/index.ts";
import { outcomeKey } from "./outcome-store.ts";
import { addressOf, type RenderedMessage, rowOf } from "./prepared-message.ts";
import type { DeliverWorld } from "./world.ts";

/** Longer than all time limits of a call together, so a live claimant is never taken for dead. */
const LEASE_MS = 5 * MINUTE_MS;

type Sending = Message & { status: "sending" };

/**
 * A message claimed until its lease ends. `stampMs` (monotonic): when the claim or its check was
 * made.
 */
export type Claimed = RenderedMessage & { row: Sending; version: number; stampMs: number };

/** Claim (protocol, 6): a conditional write decides which worker sends a mail. Losers stop. */
export async function claim(
  world: DeliverWorld,
  preparedMessages: RenderedMessage[],
): Promise<Claimed[]> {
  if (preparedMessages.length === 0) return [];
  const now = world.clock.now();
  const stampMs = world.clock.monotonicMs();
  const batch = Buffer.from(world.random.bytes(9)).toString("base64url");
  const outcome = world.mailer.evidence === "feed" ? outcomeKey(batch) : undefined;
  const claims = preparedMessages.map((prepared, i): Claimed => {
    const row: Sending = {
      ...rowOf(prepared),
      status: "sending",
      token: `${batch}.${i}`,
      leaseEndsAt: now + LEASE_MS,
      ...(outcome && { outcome }),
      attempt: prepared.draft.attempt + 1,
      to: addressOf(prepared.draft, prepared.snapshot)!,
      subject: prepared.mail.subject,
      templateVersion: prepared.templateVersion,
      facts: {
        ...prepared.draft.row?.facts,
        claimedAt: prepared.draft.row?.facts.claimedAt ?? now,
      },
      ...(Object.keys(prepared.mail.dynamicLinks).length > 0 && {
        links: prepared.mail.dynamicLinks,
      }),
      ...(prepared.mail.notes && { notes: prepared.mail.notes }),
    };
    const version = prepared.expect === "absent" ? 1 : prepared.expect + 1;
    return { ...prepared, row, version, stampMs };
  });
  const results = await world.table.writeEach(
    claims.map(({ row, expect }) => putMessage(row, expect)),
  );
  const failure = results.find((result) => result && !(result instanceof Conflict));
  const won = claims.filter((_, i) => results[i] === undefined);
  // Claims of unknown result are found by reconcile; those known to be ours go on.
  if (failure && won.length === 0) throw failure;
  return won;
}
