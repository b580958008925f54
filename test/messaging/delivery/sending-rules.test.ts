import { beforeEach, expect, test } from "vitest";
import { putContact } from "#shared/audience/contacts/index.ts";
import { readContactSnapshot, readTrail } from "#shared/automation/enrollments/index.ts";
import { Definition } from "#shared/automation/language/index.ts";
import { publishSequence, putDraft } from "#shared/automation/versions/index.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { setSending } from "#shared/platform/live-definitions/index.ts";
import { loadSimulated } from "#test/simulation/workspace.ts";
import { makeDays } from "#test/support/days.ts";
import { START } from "#test/support/world.ts";

let days: Awaited<ReturnType<typeof makeDays>>;
beforeEach(async () => {
  days = await makeDays();
  await loadSimulated(days.world);
});

const NEWS = {
  name: "News",
  enter: [{ event: "news" }],
  reentry: { perKey: "key" },
  start: "hello",
  steps: { hello: { kind: "send", template: "receipt", next: null } },
};

/** The next version of the sequence `news` goes live under these rules. */
async function publish(settings: object, more: object = {}) {
  const { world, clock } = days;
  await putDraft(world, "news", Definition.parse({ ...NEWS, settings, ...more }), clock.now());
  await publishSequence(world, "news", clock.now());
}

let events = 0;
/** An event that starts a run of its own for each key; returns whose it is. */
async function happens(person: string, key = "1", timeZone?: string): Promise<string> {
  const { world, clock } = days;
  const input = { email: `${person}@example.com`, ...(timeZone !== undefined && { timeZone }) };
  const { id: contact } = await putContact(world, person, input);
  const event = { contact, id: `e${events++}`, name: "news", at: clock.now(), data: { key } };
  await world.queue.send("work", [{ body: { event } }]);
  return contact;
}

/** When a contact's mails left, as `day hour:minute` since the start's midnight. */
const left = (person: string) =>
  days.sent
    .filter(({ to }) => to === `${person}@example.com`)
    .map(({ at }) => new Date(at).toISOString().slice(8, 16).replace("T", " "));

test("a mail due in a contact's night leaves in the morning", async () => {
  await publish({ quietHours: { from: "21:00", to: "08:00" } });
  await happens("berlin", "1", "Europe/Berlin");
  await happens("auckland", "1", "Pacific/Auckland");
  await days.pass(DAY_MS);
  expect(left("berlin")).toEqual(["02 12:00"]);
  expect(left("auckland")).toEqual(["02 19:00"]);
});

test("of three runs at once two mails leave, and the third when the cap's day is over", async () => {
  await publish({ cap: { mails: 2, per: "P1D" } });
  for (const key of ["1", "2", "3"]) await happens("ada", key);
  await days.pass(2 * DAY_MS);
  const [first, second, third, ...more] = days.sent.map(({ at }) => at);
  expect(more).toEqual([]);
  expect(second! - START).toBeLessThan(HOUR_MS);
  expect(third! - first!).toBeGreaterThanOrEqual(DAY_MS);
  expect(third! - first!).toBeLessThan(DAY_MS + 5 * MINUTE_MS);
});

test("one mail more than the cap waits, however the runs come", async () => {
  await publish({ cap: { mails: 1, per: "PT12H" } });
  await happens("ada", "1");
  await days.pass(HOUR_MS);
  await happens("ada", "2");
  await days.pass(DAY_MS);
  expect(left("ada")).toEqual(["02 12:00", "03 00:00"]);
});

test("a mail whose cap ends at night waits for the morning, by the quiet hours published meanwhile", async () => {
  await publish({ cap: { mails: 1, per: "PT12H" } });
  await happens("ada", "1");
  await days.pass(HOUR_MS);
  await happens("ada", "2");
  await days.pass(HOUR_MS);
  await publish({ quietHours: { from: "22:00", to: "06:30" } });
  await days.pass(DAY_MS);
  expect(left("ada")).toEqual(["02 12:00", "03 06:30"]);
});

test("quiet hours that are published between a mail's claim and its call hold it", async () => {
  await publish({});
  const { world } = days;
  const { table } = world;
  let isOver = false;
  const writeEach: typeof table.writeEach = async (writes, writer) => {
    const results = await table.writeEach(writes, writer);
    if (!isOver && writes.some((one) => "put" in one && "token" in one.data)) {
      isOver = true;
      await publish({ quietHours: { from: "11:00", to: "14:00" } });
    }
    return results;
  };
  const { get, getMany, query, write, add } = table;
  world.table = { get, getMany, query, write, add, writeEach };
  await happens("ada");
  await days.pass(3 * HOUR_MS);
  expect([isOver, left("ada")]).toEqual([true, ["02 14:00"]]);
});

test("a run of an older version decides by the rules that are in force", async () => {
  const steps = {
    day: { kind: "wait", for: "P1D", next: "hello" },
    hello: { kind: "send", template: "receipt", next: null },
  };
  await publish({}, { start: "day", steps });
  const contact = await happens("ada");
  await days.pass(HOUR_MS);
  await publish({ quietHours: { from: "11:00", to: "14:00" } });
  await days.pass(23 * HOUR_MS + 30 * MINUTE_MS);
  const person = await readContactSnapshot(days.world, contact, days.clock.now());
  const { trail, outbox, version } = person.enrollments[0]!.data;
  expect([version, outbox, person.messages]).toEqual([1, [], []]);
  expect(readTrail(trail).at(-1)).toMatchObject({ decision: "hold", reason: "outside send times" });
  await days.pass(2 * HOUR_MS);
  expect(left("ada")).toEqual(["03 14:00"]);
});

test("a mail that left long after its decision still counts for a cap of a week", async () => {
  await publish({ cap: { mails: 1, per: "P7D" } });
  await setSending(days.world, false, days.clock.now());
  await happens("ada", "1");
  await days.pass(6 * DAY_MS);
  await setSending(days.world, true, days.clock.now());
  await days.pass(2 * DAY_MS + 12 * HOUR_MS);
  // The first mail was decided more than eight days ago: the one read of a person does not find it.
  await happens("ada", "2");
  await days.pass(6 * DAY_MS);
  const [first, second, ...more] = days.sent.map(({ at }) => at);
  expect(more).toEqual([]);
  expect(second! - first!).toBeGreaterThanOrEqual(7 * DAY_MS);
});
