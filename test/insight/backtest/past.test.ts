import { beforeEach, expect, test } from "vitest";
import { findContact } from "#shared/audience/contacts/index.ts";
import { type Enrollment, putEnrollment } from "#shared/automation/enrollments/index.ts";
import { messageId } from "#shared/kernel/ids.ts";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import { type Message, putMessage } from "#shared/messaging/messages/index.ts";
import { FROM, makeScene } from "./scene.ts";

const send = (template: string, next: string | null = null) => ({ kind: "send", template, next });
const wait = (span: string, next: string) => ({ kind: "wait", for: span, next });

let scene: Awaited<ReturnType<typeof makeScene>>;
beforeEach(async () => {
  scene = await makeScene();
});

const contactOf = async (id: string) => (await findContact(scene.world, id))!.data.id;

/** A mail of another sequence that was really sent. */
async function reallySent(id: string, at: number, facts: object = {}, sequence = "other") {
  const contact = await contactOf(id);
  const message = {
    id: messageId(contact, at, sequence),
    class: "marketing",
    source: { kind: "run", sequence, entryKey: "-", run: "r", version: 1, step: "hi" },
    ...{
      template: "hello",
      bornAt: at,
      attempt: 1,
      status: "sent",
      facts: { sentAt: at, ...facts },
    },
  } as Message;
  await scene.world.table.write([putMessage(message, "absent")]);
}

async function wasInside(id: string, from: number, to: number, sequence = "other") {
  const run: Enrollment = {
    ...{ sequence, entryKey: "-", run: "r", version: 1, startedAt: from, endedAt: to },
    ...{ entry: { event: "e", id: "e", at: from }, status: "completed", step: null },
    ...{ arrivedAt: from, visits: {}, sends: {}, outbox: [], trail: [], exitedRuns: [] },
  };
  await scene.world.table.write([putEnrollment(await contactOf(id), run, "absent")]);
}

async function publishOther() {
  const other = {
    name: "Other",
    enter: [{ event: "never" }],
    start: "hi",
    steps: { hi: send("hello") },
  };
  await scene.draft(other, "other");
  await scene.must("POST", "/v1/sequences/other/publish");
}

const twice = {
  name: "Twice",
  enter: [{ event: "signed_up" }],
  start: "hello",
  steps: { hello: send("hello", "day"), day: wait("P1D", "nudge"), nudge: send("nudge") },
};

test("it says with which live sequences its people and days fall together", async () => {
  await publishOther();
  await scene.draft(twice);
  const at = Date.parse("2026-02-03T10:00:00Z");
  for (const id of ["ann", "bob", "cid"]) await scene.person(id);
  await scene.happen(
    ["ann", "bob", "cid"].map((contactId) => ({ contactId, name: "signed_up", at })),
  );
  await wasInside("ann", at - 5 * DAY_MS, at + HOUR_MS);
  await wasInside("bob", at - 5 * DAY_MS, at - DAY_MS);
  // On the day of the second mail, twice; and on a day without.
  await reallySent("ann", at + DAY_MS + HOUR_MS);
  await reallySent("ann", at + DAY_MS + 2 * HOUR_MS);
  await reallySent("bob", at + 3 * DAY_MS);
  // What the sequence itself sent is what the backtest stands for.
  await reallySent("cid", at, {}, "course");
  const { report } = await scene.backtest();
  expect(report.overlap).toEqual([{ sequence: "other", people: 1, sameDay: 1 }]);
  expect(report.mailsPerWeek).toEqual({ 2: 3 });
  // Of ann two more, of bob one more in that week.
  expect(report.withOthers).toEqual({ 2: 1, 3: 1, 4: 1 });
});

test("an event about a real mail starts a run when it happened, and not before", async () => {
  await scene.draft({
    ...twice,
    enter: [{ event: "signed_up" }],
    start: "day",
    steps: {
      day: wait("P1D", "clicks"),
      clicks: {
        kind: "branch",
        cases: [{ when: { event: "message.clicked", within: "P10D" }, next: "nudge" }],
        otherwise: null,
      },
      nudge: send("nudge"),
    },
  });
  const at = FROM + 10 * DAY_MS;
  const clickedAt = {
    ann: at - DAY_MS,
    bob: at + HOUR_MS,
    cid: at + 2 * DAY_MS,
    dan: FROM - DAY_MS,
  };
  for (const id of Object.keys(clickedAt)) await scene.person(id);
  await scene.happen(
    Object.keys(clickedAt).map((contactId) => ({ contactId, name: "signed_up", at })),
  );
  for (const [id, clicked] of Object.entries(clickedAt)) {
    await reallySent(id, FROM - 2 * DAY_MS, { clickedAt: clicked });
  }
  const { lines } = await scene.backtest();
  const mailed = lines.filter(({ decision }) => decision === "sent").map(({ contact }) => contact);
  expect(mailed.sort()).toEqual(["ann", "bob"]);
});

test("what happened before is known as far back as conditions look", async () => {
  await scene.draft({
    ...twice,
    start: "looks",
    steps: {
      looks: {
        kind: "branch",
        cases: [{ when: { event: "looked", count: { gte: 2 }, within: "P30D" }, next: "nudge" }],
        otherwise: null,
      },
      nudge: send("nudge"),
    },
  });
  const at = FROM + DAY_MS;
  const looked = { ann: [5, 20], bob: [5, 40], cid: [5] };
  for (const id of Object.keys(looked)) await scene.person(id);
  await scene.happen(
    Object.entries(looked).flatMap(([contactId, daysAgo]) => [
      { contactId, name: "signed_up", at },
      ...daysAgo.map((days) => ({ contactId, name: "looked", at: at - days * DAY_MS })),
    ]),
  );
  const { lines } = await scene.backtest();
  const mailed = lines.filter(({ decision }) => decision === "sent").map(({ contact }) => contact);
  expect(mailed).toEqual(["ann"]);
});

test("attributes, segments and suppressions are those of the time, as far as they were told of", async () => {
  const listener = { ...twice, enter: [{ attribute: "plan", to: { is: "gold" } }] };
  await scene.draft(listener, "listener");
  await scene.must("POST", "/v1/sequences/listener/publish");
  await scene.draft({
    ...twice,
    start: "plan",
    steps: {
      plan: {
        kind: "branch",
        cases: [{ when: { attribute: "plan", is: "free" }, next: "hello" }],
        otherwise: "nudge",
      },
      hello: send("hello"),
      nudge: send("nudge"),
    },
  });
  await scene.person("ann", { attributes: { plan: "free" } });
  await scene.workOff();
  scene.clock.advance(DAY_MS);
  const from = new Date(scene.clock.now()).toISOString();
  scene.clock.advance(HOUR_MS);
  await scene.happen([{ contactId: "ann", name: "signed_up", at: scene.clock.now() }]);
  scene.clock.advance(10 * DAY_MS);
  await scene.person("ann", { attributes: { plan: "pro" } });
  await scene.workOff();
  scene.clock.advance(DAY_MS);
  await scene.must("PUT", "/v1/suppressions/p616e6e@example.com", { reason: "manual" });
  const until = new Date(scene.clock.now()).toISOString();
  const { report, lines } = await scene.backtest({ from, until });
  expect(lines.filter(({ decision }) => decision === "sent")).toMatchObject([
    { template: "hello" },
  ]);
  expect(report).toMatchObject({ mails: 1, dropped: {} });
});

test("the calendar starts no run for a contact without data at that time", async () => {
  await scene.draft({ ...twice, enter: [{ schedule: "0 9 * * MON" }], reentry: "after-exit" });
  // There since the last Monday but one, by an event that was told of later; and since now.
  for (const id of ["ann", "bob"]) await scene.person(id);
  const at = Date.parse("2026-02-20T10:00:00Z");
  await scene.happen([{ contactId: "ann", name: "looked", at }]);
  scene.clock.advance(5 * DAY_MS);
  const { lines } = await scene.backtest();
  expect(lines.map(({ contact, at: when, decision }) => `${contact} ${decision} ${when}`)).toEqual([
    "ann entered 2026-02-23T09:00:00.000Z",
    "ann sent 2026-02-23T09:00:00.000Z",
    "ann sent 2026-02-24T09:00:00.000Z",
    "ann entered 2026-03-02T09:00:00.000Z",
    "ann sent 2026-03-02T09:00:00.000Z",
  ]);
});

test("entering a segment starts a run then, and the contact is in it until it leaves", async () => {
  const condition = { attribute: "plan", is: "pro" };
  await scene.must("PUT", "/v1/segments/pros", { name: "Pros", condition });
  await scene.draft({
    ...twice,
    enter: [{ segment: "pros", when: "entered" }],
    steps: {
      hello: send("hello", "day"),
      day: wait("P2D", "still"),
      still: {
        kind: "branch",
        cases: [{ when: { segment: "pros", is: true }, next: "nudge" }],
        otherwise: null,
      },
      nudge: send("nudge"),
    },
  });
  for (const id of ["ann", "bob"]) await scene.person(id, { attributes: { plan: "free" } });
  await scene.workOff();
  const turn = async (id: string, plan: string) => {
    scene.clock.advance(DAY_MS);
    await scene.person(id, { attributes: { plan } });
    await scene.workOff();
    return new Date(scene.clock.now()).toISOString();
  };
  const annAt = await turn("ann", "pro");
  const bobAt = await turn("bob", "pro");
  await turn("bob", "free");
  scene.clock.advance(5 * DAY_MS);
  const { lines } = await scene.backtest({ until: new Date(scene.clock.now()).toISOString() });
  const mails = lines.filter(({ decision }) => decision === "sent");
  const told = mails.map(({ contact, at, template }) => `${contact} ${template} ${at}`).sort();
  const later = new Date(Date.parse(annAt) + 2 * DAY_MS).toISOString();
  expect(told).toEqual([`ann hello ${annAt}`, `ann nudge ${later}`, `bob hello ${bobAt}`]);
});

test("what a person did beside it changes nothing, however much that is", async () => {
  await scene.draft(twice);
  await scene.person("ann");
  const events = Array.from({ length: 1_100 }, (_, i) => ({
    ...{ contactId: "ann", name: i === 0 || i === 1_090 ? "signed_up" : "looked" },
    at: FROM + i * HOUR_MS,
  }));
  await scene.happen(events);
  const { report, lines } = await scene.backtest();
  expect(lines[0]!.at).toBe(new Date(FROM).toISOString());
  expect(report.notes).not.toContainEqual(expect.stringContaining("More is stored about"));
});

test("of a person with very many mails the newest are read, and the report says so", async () => {
  await scene.draft(twice);
  await scene.person("ann");
  for (let i = 0; i < 1_000; i++) await reallySent("ann", FROM + i * HOUR_MS);
  const { report } = await scene.backtest();
  expect(report.notes).toContainEqual(expect.stringContaining("More is stored about 1 contacts"));
});

test("a new contact enters though no sequence listened then, and one known before does not", async () => {
  await scene.draft({ ...twice, enter: [{ event: "contact.created" }] });
  await scene.person("ann", { locale: "de" });
  await scene.person("old", { existing: true });
  const { report, lines } = await scene.backtest();
  expect(report.entered).toBe(1);
  expect(new Set(lines.map(({ contact }) => contact))).toEqual(new Set(["ann"]));
});

test("the language of a contact is what it was then, as far as a sequence listened", async () => {
  await publishOther();
  await scene.must("PUT", "/v1/segments/german", {
    name: "German",
    condition: { field: "locale", startsWith: "de" },
  });
  await scene.workOff();
  await scene.draft({
    ...twice,
    start: "ask",
    steps: {
      ask: {
        kind: "branch",
        cases: [{ when: { field: "locale", is: "de" }, next: "nudge" }],
        otherwise: "hello",
      },
      hello: send("hello"),
      nudge: send("nudge"),
    },
  });
  await scene.person("ann", { locale: "de" });
  const at = scene.clock.now() - HOUR_MS;
  await scene.happen([{ contactId: "ann", name: "signed_up", at }]);
  await scene.must("PUT", "/v1/contacts/ann", { locale: "en" });
  await scene.workOff();
  const { lines } = await scene.backtest();
  expect(lines.map(({ template }) => template).filter(Boolean)).toEqual(["nudge"]);
});

test("a date that was brought over without news is as old as the backtest: it lets in, and is waited for", async () => {
  const dated = {
    name: "Dated",
    enter: [{ date: "renews" }],
    start: "wait",
    steps: {
      wait: {
        ...{ kind: "wait", until: { attribute: "renews", offset: "P1D" } },
        ...{ next: "hello", otherwise: null },
      },
      hello: send("hello"),
    },
  };
  scene.clock.at = FROM - DAY_MS;
  await scene.draft(dated, "other");
  await scene.must("POST", "/v1/sequences/other/publish");
  await scene.person("ann");
  scene.clock.at = FROM + 60 * DAY_MS;
  const renews = new Date(FROM + 10 * DAY_MS).toISOString();
  await scene.person("ann", { existing: true, attributes: { renews } });
  await scene.workOff();
  await scene.draft(dated);
  const { lines } = await scene.backtest();
  expect(lines.map(({ decision, at }) => [decision, at])).toEqual([
    ["entered", renews],
    ["sent", new Date(FROM + 11 * DAY_MS).toISOString()],
  ]);
});
