import { Conflict } from "#shared/kernel/errors.ts";
import { parseMessageId } from "#shared/kernel/ids.ts";
import type { OnWritten } from "#shared/messaging/figures/index.ts";
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
import { schedule } from "#shared/scheduler/index.ts";
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
  onWritten?: OnWritten;
};

type Row = Item<Message>;

/**
 * Reconcile (docs/design.md, Delivery protocol, 10): finds out what happened to a mail. Settled:
 * nothing to do. Not claimed, or held and due: queued again. Claimed without an outcome: the
 * provider is asked if it can be, else the mail is in doubt. The next reconcile is scheduled first.
 */
export async function reconcile(world: ReconcileWorld, due: ReconcileReference): Promise<void> {
  // Most mails are settled by now, and stay so.
  const seen = await peekMessage(world, due.message);
  if (seen && isSettled(seen.data)) return;
  const now = world.clock.now();
  const { contact } = parseMessageId(due.message);
  const snapshot = await readSnapshot(world, contact, now, [due.message]);
  const row = snapshot.messages.find(({ data }) => data.id === due.message);
  if (row ? isSettled(row.data) : !isInOutbox(due.message, snapshot)) return;
  // A held mail has a reconcile of its own, scheduled before it was held.
  if (row?.data.status === "held" && row.data.until > now) return;
  const next = nextReconcile(due) ?? afterLast(due, row?.data, now);
  if (next) await schedule(world, [next]);
  const queue = deliverQueueOf(row?.data.class ?? "marketing");
  if (!row || row.data.status === "held") {
    return queueMails(world, [{ message: due.message, queue, at: now }], now);
  }
  await settleClaim(world, row, now);
}

const isSettled = (message: Message) =>
  isOut(message) || ["sent", "refused", "dropped"].includes(message.status);

const isInOutbox = (id: string, { enrollments }: Snapshot) =>
  enrollments.some(({ data }) => data.outbox.some(({ messageId }) => messageId === id));

/** After the last of the series: one more while a claim is live. */
const afterLast = (
  due: ReconcileReference,
  message: Message | undefined,
  now: number,
): ReconcileReference | undefined =>
  message?.status === "sending" && message.leaseEndsAt > now
    ? { ...due, at: message.leaseEndsAt }
    : undefined;

/** Settles a claim or a doubt whose outcome is not on its row. */
async function settleClaim(world: ReconcileWorld, row: Row, now: number): Promise<void> {
  const message = row.data;
  const folded = await foldOutcome(world, message);
  if (folded !== message) return write(world, row, folded);
  if (message.status === "sending" && message.leaseEndsAt > now) return;
  if (world.mailer.evidence === "query") return askProvider(world, row, now);
  if (message.status !== "sending") return;
  // A delayed claimant may still record its outcome in the row its claim named.
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
  await write(world, row, doubt);
}

/** The provider answers for good: the lease that bounds the call is over. */
async function askProvider(world: ReconcileWorld, row: Row, now: number): Promise<void> {
  const { data, version } = row;
  const found = await world.mailer.find(data.id, data.attempt);
  if (found) return write(world, row, settleAccepted(data, found.providerId, found.at));
  const reason = "the call never arrived";
  const message: Message = { ...withoutProtocol(data), status: "held", until: now, reason };
  await deferOrDrop(world, [{ message, expect: version, before: data }]);
}

/** Loses to any concurrent write, which knows more. */
async function write(
  { table, onStatus, onWritten }: ReconcileWorld,
  { data, version }: Row,
  message: Message,
): Promise<void> {
  try {
    await table.write([putMessage(message, version)]);
    onStatus?.(message.status, message.id);
    onWritten?.(message, data);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}
