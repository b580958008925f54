import { ensureContact } from "#shared/audience/contacts/index.ts";
import { type EventRow, ordinalOf } from "#shared/audience/events/index.ts";
import { react } from "#shared/automation/dispatch/index.ts";
import { readContactSnapshot, readTrail } from "#shared/automation/enrollments/index.ts";
import { Definition } from "#shared/automation/language/index.ts";
import { publishSequence, putDraft } from "#shared/automation/versions/index.ts";
import { putTemplate } from "#shared/content/templates/index.ts";
import { deliver } from "#shared/messaging/delivery/index.ts";
import { writeSettings } from "#shared/platform/settings/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import {
  pkStart,
  readCursor,
  type Slot,
  skipEmptySlots,
  slotAt,
  slotPk,
  startWheels,
  sweep,
  writeCursor,
} from "#shared/scheduler/index.ts";
import { eventWork } from "#test/support/event-work.ts";
import { makeWorld } from "#test/support/world.ts";

const MAX_BATCHES = 500;

/**
 * A workspace in memory whose work is done by the real pipeline, as soon as it is asked for.
 * `tableOf` makes a table to be used in place of SQLite's.
 */
export async function makeScene(tableOf?: (clock: Clock) => Table) {
  const made = makeWorld();
  if (tableOf) made.world.table = tableOf(made.clock);
  const { world, clock, queue, sent } = made;
  await writeSettings(world, {
    from: { name: "Shop", email: "shop@example.com" },
    postalAddress: "1 Example Street",
  });
  await startWheels(world);
  const source = { subject: "Hello", html: "<p>Hello {{ contact.email }}</p>" };
  const compiled = await world.renderer.compile(source);
  if (!compiled.ok) throw new Error("the template does not compile");
  await putTemplate(world, "hello", source, compiled.template, clock.now());

  const nextFilled = (from: Slot) => {
    const pk = made.table.firstPk("due", slotPk(from, 0));
    return pk?.startsWith(from.wheel) ? slotAt(from.wheel, pkStart(pk)).number : undefined;
  };
  let accepted = 0;
  /** Works off everything that is due by now. */
  const work = async () => {
    for (const wheel of ["q", "m"] as const) {
      // A month of empty slots would take as long to sweep as the rest of a test.
      if (!tableOf) await skipEmptySlots(world, wheel, nextFilled);
      await sweep(world, wheel);
    }
    for (let batches = 0; ; ) {
      if (batches > MAX_BATCHES) throw new Error("the work does not end");
      let isIdle = true;
      for (const name of ["work", "deliver", "deliver-now"] as const) {
        const batch = queue.receive(name, 25);
        if (batch.length === 0) continue;
        isIdle = false;
        batches += 1;
        if (name === "work") {
          const messages = batch.map(({ id, body }) => ({
            id,
            body: JSON.parse(body),
            again: false,
          }));
          const failures = await react(world, messages);
          for (const error of failures.values()) throw error;
        } else {
          const ids = batch.flatMap(({ body }) => (JSON.parse(body) as { mails: string[] }).mails);
          await deliver(world, ids, name);
        }
        await queue.ack(batch.map(({ id }) => id));
      }
      if (isIdle) return;
    }
  };

  return {
    ...made,
    work,
    publish: async (id: string, definition: object) => {
      await putDraft(world, id, Definition.parse({ name: id, ...definition }), clock.now());
      return publishSequence(world, id, clock.now());
    },
    person: async (email = "ann@example.com") => (await ensureContact(world, { email })).id,
    /** Lets an event happen and everything that follows from it at once. */
    happen: async (
      contact: string,
      name: string,
      data: EventRow["data"] = {},
      id = `${name}-${clock.now()}`,
    ) => {
      await queue.send("work", [{ body: eventWork({ contact, id, name, at: clock.now(), data }) }]);
      await work();
    },
    /**
     * Accepts events as one batch, each when it says or now; they are worked on when that is asked
     * for.
     */
    accept: (
      contact: string,
      events: { name: string; id?: string; at?: number; data?: EventRow["data"] }[],
    ) =>
      queue.send(
        "work",
        events.map(({ name, id = `a${++accepted}`, at = clock.now(), data = {} }, nth) => {
          const ordinal = ordinalOf(at, clock.now(), nth);
          return { body: eventWork({ contact, id, name, at, ordinal, data }) };
        }),
      ),
    /** Lets time pass, minute by minute as the schedule does. */
    pass: async (ms: number, stepMs = 60_000) => {
      for (const end = clock.now() + ms; clock.now() < end; ) {
        clock.advance(Math.min(stepMs, end - clock.now()));
        await work();
      }
    },
    /**
     * Lets time pass without its sweeps: where nothing is due in it but looks at mails, which are
     * not done here.
     */
    skip: async (ms: number) => {
      clock.advance(ms);
      for (const wheel of ["m", "q"] as const) {
        const cursor = await readCursor(world, wheel);
        const { number } = slotAt(wheel, clock.now());
        await writeCursor(world, wheel, { next: number }, cursor?.version);
      }
    },
    /** What a run of a person did so far. */
    trail: async (contact: string, sequence: string) => {
      const { enrollments } = await readContactSnapshot(world, contact, clock.now());
      const run = enrollments.find(({ data }) => data.sequence === sequence)?.data;
      return run && readTrail(run.trail).map(({ step, decision }) => `${step} ${decision}`.trim());
    },
    read: (contact: string) => readContactSnapshot(world, contact, clock.now()),
    /** When a run of a person is looked at next. */
    dueAt: async (contact: string, sequence: string) => {
      const { enrollments } = await readContactSnapshot(world, contact, clock.now());
      return enrollments.find(({ data }) => data.sequence === sequence)?.data.dueAt;
    },
    profile: async (contact: string) =>
      (await readContactSnapshot(world, contact, clock.now())).profile!.data,
    mails: () => sent.map(({ to }) => to),
  };
}
