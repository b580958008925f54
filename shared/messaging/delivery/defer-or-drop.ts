import { Conflict } from "#shared/kernel/errors.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { OnWritten } from "#shared/messaging/figures/index.ts";
import {
  type DeliverQueue,
  deliverQueueOf,
  firstReconcile,
  queueMails,
} from "#shared/messaging/handover/index.ts";
import { type Message, putMessage } from "#shared/messaging/messages/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import type { Queue, Reference } from "#shared/queue/index.ts";
import { schedule } from "#shared/scheduler/index.ts";
import type { OnStatus } from "./on-status.ts";

type Writes = {
  table: Table<"people" | "due", "people" | "due">;
  queue: Queue<DeliverQueue>;
  clock: Clock;
  onStatus?: OnStatus;
  onWritten?: OnWritten;
};

/** The wheel can be up to three minutes late, so shorter holds are queued as well. */
const SHORT_MS = 3 * MINUTE_MS;

/** A row, the version its write expects, and the row before if that was claimed. */
export type RowChange = { message: Message; expect: "absent" | number; before?: Message };

/**
 * Holds, drops or refuses mails before a claim. Order: the packs of held mails, the rows, the queue
 * for short holds, then packs whose slot came too near. A row changed concurrently is left alone.
 */
export async function deferOrDrop(world: Writes, changes: RowChange[]): Promise<void> {
  if (changes.length === 0) return;
  const references = changes.flatMap(({ message }) => holdReferences(message));
  await schedule(world, references, async () => {
    const results = await world.table.writeEach(
      changes.map(({ message, expect }) => putMessage(message, expect)),
    );
    changes.forEach(({ message, before }, i) => {
      if (results[i]) return;
      world.onStatus?.(message.status, message.id);
      world.onWritten?.(message, before);
    });
    const failure = results.find((result) => result && !(result instanceof Conflict));
    if (failure) throw failure;
    const held = changes.flatMap(({ message }, i) => (results[i] ? [] : [message]));
    await queueShortHolds(world, held);
  });
}

async function queueShortHolds(world: Writes, messages: Message[]): Promise<void> {
  const now = world.clock.now();
  const mails = messages.flatMap((row) =>
    row.status === "held" && row.until <= now + SHORT_MS
      ? [{ message: row.id, queue: deliverQueueOf(row.class), at: row.until }]
      : [],
  );
  await queueMails(world, mails, now);
}

/** What a held mail is due for: its release, and a reconcile 15 minutes later. */
export function holdReferences(message: Message): Reference[] {
  if (message.status !== "held") return [];
  const { id, until } = message;
  const queue = deliverQueueOf(message.class);
  return [{ kind: "mail", message: id, queue, at: until }, firstReconcile(id, until)];
}
