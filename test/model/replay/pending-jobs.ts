import { parseMessageId } from "#shared/kernel/ids.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Queue, QueueMessage, QueueName } from "#shared/ports/queue.ts";
import type { Table, Write } from "#shared/ports/table.ts";
import type { Reference } from "#shared/queue/index.ts";
import { readReference } from "#shared/scheduler/index.ts";

/** A queue message of one mail, one reference or one event. */
export type Job = { queue: QueueName; body: Record<string, unknown>; visibleAt: number };
type Look = Reference & { kind: "reconcile" };

/**
 * Everything durable that will come: the messages on queues, and the references on the wheel until
 * they are taken.
 */
export class PendingJobs implements Queue {
  jobs: Job[] = [];
  /** By their content: a reference that is written again is the same. */
  readonly references = new Map<string, Reference>();
  /** All mails that were ever on the wheel, in the order of their decision. */
  mails: string[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Every mail and reference comes by itself, so that a trace may take them in any order. */
  send = async (queue: QueueName, messages: QueueMessage[]): Promise<void> => {
    for (const { body, delaySeconds = 0 } of messages) {
      const visibleAt = this.#clock.now() + delaySeconds * 1000;
      for (const one of split(body)) this.jobs.push({ queue, body: one, visibleAt });
    }
  };

  /** The same table, whose packs are kept in mind. */
  watch(table: Table): Table {
    const note = (writes: Write[]) => {
      for (const write of writes) {
        const data = "put" in write ? (write.data as { references?: string[] }) : {};
        for (const one of data.references ?? []) this.keep(readReference(one));
      }
    };
    const { get, getMany, query, add } = table;
    return {
      get,
      getMany,
      query,
      add,
      write: (writes, writer) => table.write(writes, writer).then(() => note(writes)),
      writeEach: async (writes, writer) => {
        const results = await table.writeEach(writes, writer);
        note(writes.filter((_, i) => results[i] === undefined));
        return results;
      },
    };
  }

  holdsMail = (id: string) =>
    this.jobs.some((job) => namesMail(job, id)) ||
    [...this.references.values()].some((one) => one.kind === "mail" && one.message === id);

  holdsLook = (id: string) => this.#looks(id).length > 0;

  /** Takes every delivery of a mail at once: what is on a queue and what the wheel holds. */
  takeMail(id: string): void {
    this.jobs = this.jobs.filter((job) => !namesMail(job, id));
    this.#forget((one) => one.kind === "mail" && one.message === id);
  }

  /** Takes every look at a mail at once, as the earliest of its series. */
  takeLook(id: string): Look {
    const looks = this.#looks(id);
    this.#forget((one) => one.kind === "reconcile" && one.message === id);
    return looks.toSorted((a, b) => a.attempt - b.attempt)[0]!;
  }

  /** Puts a reference on the wheel. */
  keep(one: Reference): void {
    this.references.set(JSON.stringify(one), one);
    if (!("message" in one) || this.mails.includes(one.message)) return;
    const born = (id: string) => parseMessageId(id).bornAt;
    this.mails = [...this.mails, one.message].toSorted((a, b) => born(a) - born(b));
  }

  #looks = (id: string) =>
    [...this.references.values()].filter(
      (one): one is Look => one.kind === "reconcile" && one.message === id,
    );

  #forget(isTaken: (one: Reference) => boolean): void {
    for (const [key, one] of this.references) if (isTaken(one)) this.references.delete(key);
  }
}

const namesMail = ({ queue, body }: Job, id: string) =>
  queue.startsWith("deliver") && (body.mails as string[]).includes(id);

function split(body: object): Record<string, unknown>[] {
  if ("mails" in body) return (body.mails as string[]).map((id) => ({ mails: [id] }));
  if ("due" in body) return (body.due as object[]).map((one) => ({ due: [one] }));
  return [body as Record<string, unknown>];
}
