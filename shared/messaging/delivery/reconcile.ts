import { Conflict } from "#shared/kernel/errors.ts";
import { parseMessageId } from "#shared/kernel/ids.ts";
import { deliverQueueOf, nextReconcile, queueMails } from "#shared/messaging/handover/index.ts";
import {
  isOut,
  type Message,
  peekMessage,
  putMessage,
  withoutProtocol,
} from "#shared/messaging/messages/index.ts";
import { readSnapshot, type Snapshot } from "#shared/messaging/snapshot/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Mailer } from "#shared/ports/mailer.ts";
import type { Item, Table } from "#shared/ports/table.ts";
import type { Queue, ReconcileReference } from "#shared/queue/index.ts";
import { packReferences, rewriteLatePacks, writePacks } from "#shared/scheduler/index.ts";
import { deferOrDrop } from "./defer-or-drop.ts";
import type { OnStatus } from "./on-status.ts";
import { foldOutcome } from "./outcome-store.ts";
import { settleAccepted } from "./settle-accepted.ts";

export type ReconcileWorld = {
  table: Table<"people" | "due", "people" | "due">;
  queue: Queue<"deliver" | "deliver-now">;
  mailer: Pick<Mailer, "evidence" | "find">;
  clock: Clock;
  onStatus?: OnStatus;
};

type Row = Item<Message>;

/**
 * Look again (docs/design.md, Delivery protocol, 10): what became of a mail. Settled: nothing. Never claimed: handed over again.
 * Held: handed over when its time has passed. Claimed and silent: asked for where one can ask, else in doubt.
 * The next look is on the wheel before anything else happens.
 */
export async function reconcile(world: ReconcileWorld, look: ReconcileReference): Promise<void> {
  // Most mails are settled by their first look, and what is settled stays so.
  const seen = await peekMessage(world, look.message);
  if (seen && isSettled(seen.data)) return;
  const now = world.clock.now();
  const { contact } = parseMessageId(look.message);
  const snapshot = await readSnapshot(world, contact, now, [look.message]);
  const row = snapshot.messages.find(({ data }) => data.id === look.message);
  if (row ? isSettled(row.data) : !isInOutbox(look.message, snapshot)) return;
  // A mail held for longer has a look of its own: it was on the wheel before the mail was held.
  if (row?.data.status === "held" && row.data.until > now) return;
  await rearm(world, nextReconcile(look) ?? lastLook(look, row?.data, now));
  const queue = deliverQueueOf(row?.data.class ?? "marketing");
  if (!row || row.data.status === "held") {
    return queueMails(world, [{ message: look.message, queue, at: now }], now);
  }
  await judge(world, row, now);
}

const isSettled = (message: Message) =>
  isOut(message) || ["sent", "refused", "dropped"].includes(message.status);

const isInOutbox = (id: string, { enrollments }: Snapshot) =>
  enrollments.some(({ data }) => data.outbox.some(({ messageId }) => messageId === id));

/** After the last look of the series: one more, only while somebody's claim is live. */
const lastLook = (
  look: ReconcileReference,
  message: Message | undefined,
  now: number,
): ReconcileReference | undefined =>
  message?.status === "sending" && message.leaseEndsAt > now
    ? { ...look, at: message.leaseEndsAt }
    : undefined;

async function rearm(world: ReconcileWorld, look: ReconcileReference | undefined): Promise<void> {
  if (!look) return;
  const packs = packReferences([look], world.clock.now());
  await writePacks(world, packs);
  await rewriteLatePacks(world, packs);
}

/** A claim, or a doubt, whose outcome nobody has written yet. */
async function judge(world: ReconcileWorld, row: Row, now: number): Promise<void> {
  const message = row.data;
  const folded = await foldOutcome(world, message);
  if (folded !== message) return write(world, folded, row.version);
  if (message.status === "sending" && message.leaseEndsAt > now) return;
  if (world.mailer.evidence === "query") return ask(world, row, now);
  if (message.status !== "sending") return;
  // A claimant who slept may still note its outcome, at the place that its claim named.
  const { token, leaseEndsAt, outcome } = message;
  const reason = "the provider's answer was lost";
  const doubt: Message = {
    ...withoutProtocol(message),
    status: "unknown",
    token,
    leaseEndsAt,
    ...(outcome && { outcome }),
    reason,
  };
  await write(world, doubt, row.version);
}

/** The mailer knows: it had this attempt, or never will, for the lease that bounds its call is over. */
async function ask(world: ReconcileWorld, { data, version }: Row, now: number): Promise<void> {
  const found = await world.mailer.find(data.id, data.attempt);
  if (found) return write(world, settleAccepted(data, found.providerId, found.at), version);
  const rest = withoutProtocol(data);
  if (data.status === "unknown" && data.passed) {
    return write(world, { ...rest, status: "dropped", reason: "overtaken" }, version);
  }
  const reason = "the call never arrived";
  const message: Message = { ...rest, status: "held", until: now, reason };
  await deferOrDrop(world, [{ message, expect: version }]);
}

/** At the version that was read; whoever was faster knows more. */
async function write(
  { table, onStatus }: ReconcileWorld,
  message: Message,
  version: number,
): Promise<void> {
  try {
    await table.write([putMessage(message, version)]);
    onStatus?.(message.status, message.id);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}
