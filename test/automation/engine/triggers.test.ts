import { expect, test } from "vitest";
import { makeEngine } from "#test/support/engine.ts";

test("an attribute that changes from one value to another lets in, and no other change does", async () => {
  const engine = await makeEngine();
  const way = { attribute: "plan", from: { is: "trial" }, to: { in: ["pro", "team"] } };
  await engine.publish("upgraded", { enter: [way] });
  await engine.put("ada", { attributes: { plan: "trial" } });
  await engine.put("bo", { attributes: { plan: "free" } });
  await engine.put("ada", { attributes: { plan: "trial", city: "Bern" } });
  await engine.put("bo", { attributes: { plan: "pro" } });
  expect(await engine.inside("upgraded")).toEqual([]);
  await engine.put("ada", { attributes: { plan: "team" } });
  expect(await engine.inside("upgraded")).toEqual(["ada"]);
});

test("a contact's own fields are tested beside attributes of the same names, and their changes are news", async () => {
  const engine = await makeEngine();
  await engine.must("PUT", "/v1/segments/german", {
    name: "German",
    condition: { field: "locale", startsWith: "de" },
  });
  await engine.publish("moved", {
    enter: [{ segment: "german" }],
    exit: [{ field: "email", endsWith: "@NEW.example", ignoreCase: true }],
  });
  await engine.put("ada", { locale: "en", attributes: { locale: "de" } });
  expect(await engine.inside("moved")).toEqual([]);
  await engine.must("PUT", "/v1/contacts/ada", { locale: "de-AT" });
  await engine.settle();
  expect(await engine.inside("moved")).toEqual(["ada"]);
  await engine.must("PUT", "/v1/contacts/ada", { email: "ada@new.example" });
  await engine.settle();
  expect(await engine.inside("moved")).toEqual([]);
});

test("a wait ends when the field that it asks for changes, and when the contact is old enough", async () => {
  const engine = await makeEngine();
  const step = (condition: object) => ({
    enter: [{ event: "go" }],
    steps: {
      rest: { kind: "waitFor", condition, timeout: "P90D", next: null, otherwise: null },
    },
  });
  await engine.publish("zone", step({ field: "timeZone", is: "Asia/Tokyo" }));
  await engine.publish("age", step({ field: "createdAt", ago: { gte: "P10D" } }));
  await engine.put("ada");
  const start = engine.clock.now();
  await engine.happen("ada", "go");
  expect(await engine.inside("zone")).toEqual(["ada"]);
  await engine.put("ada", { timeZone: "Asia/Tokyo" });
  expect(await engine.inside("zone")).toEqual([]);
  await engine.goTo(start + 10 * 86_400_000 - 1_000);
  expect(await engine.inside("age")).toEqual(["ada"]);
  await engine.goTo(start + 10 * 86_400_000 + 1_000);
  expect(await engine.inside("age")).toEqual([]);
});

test.each([
  "Order Placed",
  "$pageview",
  "注文#完了",
  "50% off & <more>/now?",
  "__proto__",
  "€".repeat(100),
])("an event may be called %j, as other tools do", async (name) => {
  const engine = await makeEngine();
  await engine.must("PUT", "/v1/segments/did", { name: "Did", condition: { event: name } });
  await engine.publish("in", { enter: [{ event: name, where: { total: { gt: 1 } } }] });
  await engine.publish("out", {
    enter: [{ event: "start" }],
    exit: [{ event: name, count: { gte: 2 } }],
  });
  await engine.put("ada");
  await engine.happen("ada", "start");
  const post = (id: string) =>
    engine.must("POST", "/v1/events", {
      events: [{ contactId: "ada", name, id, data: { total: 2, text: "x".repeat(500) } }],
    });
  await post("€".repeat(200));
  await engine.settle();
  expect(await engine.inside("in")).toEqual(["ada"]);
  expect(await engine.members("did")).toEqual(["ada"]);
  expect(await engine.inside("out")).toEqual(["ada"]);
  engine.clock.advance(1_000);
  await post("2");
  await engine.settle();
  expect(await engine.inside("out")).toEqual([]);
  const { items } = (await engine.must("GET", "/v1/contacts/ada/timeline")).body;
  expect(items.filter((one: { name?: string }) => one.name === name)).toHaveLength(2);
});

test.each(["", " a", "a\u0000b", "a\nb", "\ud800", "€".repeat(101), "a\u2028"])(
  "no event is called %j",
  async (name) => {
    const engine = await makeEngine();
    const { status, body } = await engine.call("POST", "/v1/events", {
      events: [{ email: "ada@example.com", name }],
    });
    expect([status, body.errors[0].path]).toEqual([422, "/events/0/name"]);
  },
);

test("a new contact lets in, however it was made, and one known before does not", async () => {
  const engine = await makeEngine();
  const { must, settle } = engine;
  await engine.put("early");
  await engine.publish("hello", { enter: [{ event: "contact.created" }] });
  await engine.publish("list", { enter: [{ api: true }] });
  await engine.put("ada");
  await engine.put("ada", { attributes: { plan: "pro" } });
  await engine.put("old", { existing: true });
  await must("POST", "/v1/events", {
    events: [
      { contactId: "bo", email: "bo@example.com", name: "seen" },
      { contactId: "bo", name: "seen" },
      { contactId: "early", name: "seen" },
    ],
  });
  await settle();
  const csv = "id,email\ncy,cy@example.com\nada,";
  await must("POST", "/v1/sequences/list/enrollments/bulk", { csv });
  await settle();
  await must("PUT", "/v1/templates/receipt", { subject: "x", html: "<p>x</p>" });
  await must("POST", "/v1/messages", { to: "di@example.com", templateId: "receipt" });
  await settle();
  const inside = await engine.inside("hello");
  expect(inside.filter((id) => !id.startsWith("c_"))).toEqual(["ada", "bo", "cy"]);
  expect(inside).toHaveLength(4);
  const { items } = (await must("GET", "/v1/contacts/bo/timeline")).body;
  const names = items.map(({ name }: { name?: string }) => name).filter(Boolean);
  expect(names.toSorted()).toEqual(["contact.created", "seen", "seen"]);
});

test("a client may not post that a contact was created", async () => {
  const engine = await makeEngine();
  const events = [{ email: "a@example.com", name: "contact.created" }];
  const { status, body } = await engine.call("POST", "/v1/events", { events });
  expect([status, body.errors[0].path]).toEqual([422, "/events/0/name"]);
});

test("an attribute of a new contact is news, and of one known before it is not", async () => {
  const engine = await makeEngine();
  await engine.publish("pro", { enter: [{ attribute: "plan", to: { is: "pro" } }] });
  await engine.put("ada", { attributes: { plan: "pro" } });
  await engine.put("old", { attributes: { plan: "pro" }, existing: true });
  expect(await engine.inside("pro")).toEqual(["ada"]);
  await engine.put("old", { attributes: { plan: "free" } });
  await engine.put("old", { attributes: { plan: "pro" } });
  expect(await engine.inside("pro")).toEqual(["ada", "old"]);
});

test("a change without listeners is one write and no message", async () => {
  const engine = await makeEngine();
  await engine.put("ada", { attributes: { plan: "free" }, timeZone: "Europe/Zurich" });
  await engine.publish("pro", { enter: [{ attribute: "plan" }] });
  await engine.must("POST", "/v1/sequences/pro/pause");
  await engine.put("ada", {
    attributes: { plan: "pro" },
    timeZone: "Asia/Tokyo",
    subscribed: false,
  });
  expect(engine.queued("work")).toEqual([]);
  await engine.must("POST", "/v1/sequences/pro/resume");
  await engine.settle();
  await engine.must("PUT", "/v1/contacts/ada", { attributes: { city: "Bern" } });
  expect(engine.queued("work").filter((body) => "reevaluate" in body)).toEqual([]);
  expect(await engine.inside("pro")).toEqual([]);
});

test("a hand-over that was lost is made good when the change is sent again", async () => {
  const engine = await makeEngine();
  await engine.publish("pro", { enter: [{ attribute: "plan", to: { is: "pro" } }] });
  await engine.put("ada");
  const { send } = engine.world.queue;
  engine.world.queue.send = () => Promise.reject(new Error("lost"));
  const change = { attributes: { plan: "pro" } };
  expect((await engine.call("PUT", "/v1/contacts/ada", change)).status).toBe(500);
  engine.world.queue.send = send;
  await engine.settle();
  expect(await engine.inside("pro")).toEqual([]);
  await engine.put("ada", change);
  expect(await engine.inside("pro")).toEqual(["ada"]);
});

test("a new zone in the middle of a wait for a local time moves its end", async () => {
  const engine = await makeEngine();
  const steps = {
    morning: { kind: "wait", until: { time: "09:00" }, next: "rest" },
    rest: { kind: "wait", for: "P30D", next: null },
  };
  const enter = [{ event: "signed_up" }];
  await engine.publish("welcome", { enter, start: "morning", steps });
  await engine.put("ada", { timeZone: "America/Los_Angeles" });
  await engine.happen("ada", "signed_up");
  const due = async () =>
    (await engine.must("GET", "/v1/sequences/welcome/enrollments")).body.items[0];
  expect(await due()).toMatchObject({ step: "morning", dueAt: "2026-03-02T17:00:00.000Z" });
  await engine.put("ada", { timeZone: "Asia/Tokyo" });
  expect(await due()).toMatchObject({ step: "morning", dueAt: "2026-03-03T00:00:00.000Z" });
  await engine.goTo("2026-03-02T23:59:00.000Z");
  expect(await due()).toMatchObject({ step: "morning" });
  await engine.goTo("2026-03-03T00:01:00.000Z");
  expect(await due()).toMatchObject({ step: "rest" });
});
