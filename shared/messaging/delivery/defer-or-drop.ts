import { Conflict } from "#shared/kernel/errors.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
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
import {
  type Pack,
  packReferences,
  rewriteLatePacks,
  writePacks,
} from "#shared/scheduler/index.ts";
import type { OnStatus } from "./on-status.ts";

type HoldWrites = Omit<Writes, "queue">;
type Writes = {
  table: Table<"people" | "due", "people" | "due">;
  queue: Queue<DeliverQueue>;
  clock: Clock;
  onStatus?: OnStatus;
};

/** The wheel releases what is held for less up to three minutes after it was set aside. */
const SHORT_MS = 3 * MINUTE_MS;

/** A row to be written at the version that was read. */
export type RowChange = { message: Message; expect: "absent" | number };

/**
 * Hold, drop or refuse before a claim: for what is held, the packs first; then the rows; what is
 * held for a short while is queued as well, to leave on time; then once more the packs whose slot
 * has come too near. A row that somebody else changed meanwhile is left to them.
 */
export async function deferOrDrop(world: Writes, changes: RowChange[]): Promise<void> {
  if (changes.length === 0) return;
  const packs = await writeHoldPacks(
    world,
    changes.map(({ message }) => message),
  );
  const results = await world.table.writeEach(
    changes.map(({ message, expect }) => putMessage(message, expect)),
  );
  changes.forEach(({ message: { id, status } }, i) => {
    if (!results[i]) world.onStatus?.(status, id);
  });
  const failure = results.find((result) => result && !(result instanceof Conflict));
  if (failure) throw failure;
  const held = changes.flatMap(({ message }, i) => (results[i] ? [] : [message]));
  await queueShortHolds(world, held);
  await rewriteLatePacks(world, packs);
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

/** Puts on the wheel what held mails need: their release, and a look 15 minutes after it. */
export async function writeHoldPacks(world: HoldWrites, messages: Message[]): Promise<Pack[]> {
  const references = messages.flatMap((message): Reference[] => {
    if (message.status !== "held") return [];
    const { id, until } = message;
    const queue = deliverQueueOf(message.class);
    return [{ kind: "mail", message: id, queue, at: until }, firstReconcile(id, until)];
  });
  const packs = packReferences(references, world.clock.now());
  await writePacks(world, packs);
  return packs;
}
