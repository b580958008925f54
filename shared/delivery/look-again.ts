import { Conflict } from "#shared/kernel/errors.ts";
import { parseMessageId } from "#shared/kernel/ids.ts";
import { isOut, type Message, type Person, putMessage, readPerson } from "#shared/people/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Mailer } from "#shared/ports/mailer.ts";
import type { Queue } from "#shared/ports/queue.ts";
import type { Item, Table } from "#shared/ports/table.ts";
import {
  packReferences,
  type Reference,
  rewriteLatePacks,
  writePacks,
} from "#shared/wheel/index.ts";
import { queueMails } from "./hand-over.ts";
import { lookAfter, nextLook } from "./look.ts";
import { foldOutcome, settleAccepted, withoutProtocol } from "./outcome.ts";

export type LookWorld = {
  table: Table<"people" | "due", "people" | "due">;
  queue: Queue<"deliver">;
  mailer: Mailer;
  clock: Clock;
};

type Look = Reference & { kind: "look" };
type Row = Item<Message>;

/**
 * Look again (docs/design.md §7, 10): what became of a mail. Settled: nothing. Never claimed: handed over again.
 * Held: handed over when its time has passed. Claimed and silent: asked for where one can ask, else in doubt.
 * The next look is on the wheel before anything else happens.
 */
export async function lookAgain(world: LookWorld, look: Look): Promise<void> {
  const now = world.clock.now();
  const { contact } = parseMessageId(look.message);
  const person = await readPerson(world, contact, now, [look.message]);
  const row = person.messages.find(({ data }) => data.id === look.message);
  if (row ? isSettled(row.data) : !isInOutbox(look.message, person)) return;
  await rearm(world, next(look, row?.data));
  if (!row) return queueMails(world, [{ message: look.message, at: now }], now);
  if (row.data.status === "held") {
    if (row.data.until > now) return;
    return queueMails(world, [{ message: look.message, at: now }], now);
  }
  await judge(world, row, now);
}

const isSettled = (message: Message) =>
  isOut(message) || ["sent", "refused", "dropped"].includes(message.status);

const isInOutbox = (id: string, { enrollments }: Person) =>
  enrollments.some(({ data }) => data.outbox.some(({ messageId }) => messageId === id));

/** The next look in the series; for a mail held beyond it, one after its release. */
function next(look: Look, message?: Message): Look | undefined {
  if (message?.status === "held")
    return lookAfter(look.message, Math.max(message.until, look.at), 0);
  return nextLook(look);
}

async function rearm(world: LookWorld, look: Look | undefined): Promise<void> {
  if (!look) return;
  const packs = packReferences([look], world.clock.now());
  await writePacks(world, packs);
  await rewriteLatePacks(world, packs);
}

/** A claim, or a doubt, whose outcome nobody has written yet. */
async function judge(world: LookWorld, row: Row, now: number): Promise<void> {
  const message = row.data;
  const folded = await foldOutcome(world, message);
  if (folded !== message) return write(world, folded, row.version);
  if (message.status === "sending" && message.leaseEndsAt > now) return;
  if (world.mailer.evidence === "query") return ask(world, row, now);
  if (message.status !== "sending") return;
  const { token } = message;
  const reason = "the provider's answer was lost";
  await write(
    world,
    { ...withoutProtocol(message), status: "unknown", token, reason },
    row.version,
  );
}

/** The mailer knows: it had this attempt, or never will, for the lease that bounds its call is over. */
async function ask(world: LookWorld, { data, version }: Row, now: number): Promise<void> {
  const found = await world.mailer.find(data.id, data.attempt);
  if (found) return write(world, settleAccepted(data, found.providerId, now), version);
  if (data.status === "unknown" && data.passed) return;
  const reason = "the call never arrived";
  await write(world, { ...withoutProtocol(data), status: "held", until: now, reason }, version);
  await queueMails(world, [{ message: data.id, at: now }], now);
}

/** At the version that was read; whoever was faster knows more. */
async function write({ table }: LookWorld, message: Message, version: number): Promise<void> {
  await table.write([putMessage(message, version)]).catch((error) => {
    if (!(error instanceof Conflict)) throw error;
  });
}
