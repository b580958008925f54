import { putContact } from "#shared/audience/contacts/index.ts";
import { ordinalOf } from "#shared/audience/events/index.ts";
import { react } from "#shared/automation/dispatch/index.ts";
import type { Occurrence } from "#shared/insight/simulation/index.ts";
import { hashFraction } from "#shared/kernel/hash-fraction.ts";
import { SECOND_MS } from "#shared/kernel/time.ts";
import { deliver } from "#shared/messaging/delivery/index.ts";
import { recordFeedback } from "#shared/messaging/feedback/index.ts";
import { isOut, type Message, readMessages } from "#shared/messaging/messages/index.ts";
import {
  pkStart,
  readCursor,
  skipEmptySlots,
  slotAt,
  slotPk,
  slotStart,
  sweep,
  type Wheel,
} from "#shared/scheduler/index.ts";
import { eventWork } from "#test/support/event-work.ts";
import type { makeWorld } from "#test/support/world.ts";

type Made = ReturnType<typeof makeWorld>;

const WAKE_MS = 900;
const BATCH_MS = 20 * SECOND_MS;
/** Far more than any case makes between two things that happen. */
const MAX_BATCHES = 3_000;
const WHEELS: Wheel[] = ["m", "q"];
const QUEUES = ["work", "deliver", "deliver-now"] as const;
type Name = (typeof QUEUES)[number];

/**
 * The pipeline over a world in memory: what is due is worked on some milliseconds late, what
 * happened up to 20 s late.
 */
export class Pipeline {
  readonly #made: Made;
  readonly #seed: string;

  constructor(made: Made, seed: number) {
    this.#made = made;
    this.#seed = String(seed);
  }

  /** Works off everything until an instant, each at its time and late. */
  async passTo(until: number): Promise<void> {
    const { clock } = this.#made;
    for (let batches = 0; ; batches++) {
      if (batches > MAX_BATCHES) throw new Error("the work does not end");
      const next = Math.min(await this.#nextTick(), ...QUEUES.map((name) => this.#nextBatch(name)));
      if (next > until) break;
      clock.at = Math.max(clock.at, next);
      await this.#work();
    }
    clock.at = until;
  }

  /**
   * Lets things happen to the contact at this instant, as the API and the provider take them in.
   */
  async happen(contact: string, occurrences: Occurrence[], firstId: number): Promise<void> {
    const { world, clock, queue } = this.#made;
    const at = clock.now();
    for (const [nth, one] of occurrences.entries()) {
      const id = `x_${firstId + nth}`;
      if ("event" in one) {
        const { event: name, data = {} } = one;
        const ordinal = ordinalOf(at, at, nth);
        await queue.send("work", [{ body: eventWork({ contact, id, name, at, ordinal, data }) }]);
      } else if ("mail" in one) await this.#tellOfMail(contact, one);
      else if ("attributes" in one || "subscribed" in one) {
        const { attributes, subscribed } = one;
        await putContact(world, contact, {
          ...(attributes && { attributes }),
          ...(subscribed !== undefined && { subscribed }),
        });
      }
    }
  }

  /** The mails to the contact and about it, in the order of their decisions. */
  async mails(contact: string): Promise<Message[]> {
    const { world, clock } = this.#made;
    return (await readMessages(world, contact, clock.now(), Number.POSITIVE_INFINITY)).toReversed();
  }

  async #tellOfMail(contact: string, one: Extract<Occurrence, { mail: unknown }>): Promise<void> {
    const { world, clock } = this.#made;
    const theirs = (await this.mails(contact)).filter(({ team }) => team === undefined);
    const row = theirs[Number(one.mail) - 1];
    if (!row || !isOut(row)) return;
    const { id: messageId, providerId = "" } = row;
    const word = { messageId, providerId, recipients: [], at: clock.now(), machine: false };
    if (one.did === "opened") await recordFeedback(world, { ...word, kind: "opened" });
    else await recordFeedback(world, { ...word, kind: "clicked", link: "https://example.com/" });
  }

  async #work(): Promise<void> {
    const { world, clock, queue } = this.#made;
    const now = clock.now();
    if ((await this.#nextTick()) <= now) {
      for (const wheel of WHEELS) {
        await skipEmptySlots(world, wheel, ({ number }) => this.#nextFilled(wheel, number));
        await sweep(world, wheel);
      }
    }
    for (const name of QUEUES) {
      if (this.#nextBatch(name) > now) continue;
      const batch = queue.receive(name, 25);
      if (name === "work") {
        const parsed = batch.map(({ id, body }) => ({ id, body: JSON.parse(body), again: false }));
        for (const error of (await react(world, parsed)).values()) throw error;
      } else {
        const ids = batch.flatMap(({ body }) => (JSON.parse(body) as { mails: string[] }).mails);
        await deliver(world, ids, name);
      }
      await queue.ack(batch.map(({ id }) => id));
    }
  }

  /** When the next batch of a queue is worked on. */
  #nextBatch(name: Name): number {
    const visibleAt = this.#made.queue.nextVisibleAt(name);
    if (visibleAt === undefined) return Number.POSITIVE_INFINITY;
    return visibleAt + this.#late(name, visibleAt, isOfDue(this.#made, name) ? WAKE_MS : BATCH_MS);
  }

  /** When the next slot is swept that holds something. */
  async #nextTick(): Promise<number> {
    const { world } = this.#made;
    const starts = WHEELS.map(async (wheel) => {
      const next = (await readCursor(world, wheel))?.data.next ?? 0;
      const number = this.#nextFilled(wheel, next);
      if (number === undefined) return Number.POSITIVE_INFINITY;
      const start = slotStart({ wheel, number });
      return start + this.#late(wheel, start, WAKE_MS);
    });
    return Math.min(...(await Promise.all(starts)));
  }

  #nextFilled(wheel: Wheel, number: number): number | undefined {
    const pk = this.#made.table.firstPk("due", slotPk({ wheel, number }, 0));
    return pk?.startsWith(`${wheel}#`) ? slotAt(wheel, pkStart(pk)).number : undefined;
  }

  #late = (what: string, at: number, maxMs: number): number =>
    Math.floor(hashFraction(this.#seed, what, String(at)) * (maxMs + 1));
}

/** Whether the next message of a queue is what was due, and not what happened. */
function isOfDue({ database }: Made, name: Name): boolean {
  if (name !== "work") return true;
  const row = database.sql
    .prepare("SELECT body FROM queue WHERE name = ? ORDER BY visibleAt, id LIMIT 1")
    .get(name) as { body: string } | undefined;
  return row?.body.startsWith('{"due"') ?? true;
}
