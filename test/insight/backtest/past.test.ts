import { beforeEach, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import { FROM, makeScene } from "./scene.ts";
import { publishOther, send, twice, wait } from "./twice.ts";

let scene: Awaited<ReturnType<typeof makeScene>>;
beforeEach(async () => {
  scene = await makeScene();
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

test("a new contact enters though no sequence listened then, and one known before does not", async () => {
  await scene.draft({ ...twice, enter: [{ event: "contact.created" }] });
  await scene.person("ann", { locale: "de" });
  await scene.person("old", { existing: true });
  const { report, lines } = await scene.backtest();
  expect(report.entered).toBe(1);
  expect(new Set(lines.map(({ contact }) => contact))).toEqual(new Set(["ann"]));
});

test("the language of a contact is what it was then, as far as a sequence listened", async () => {
  await publishOther(scene);
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
