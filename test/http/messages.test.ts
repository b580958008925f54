import { expect, test } from "vitest";
import { findByExternalId } from "#shared/audience/profiles/index.ts";
import { type Enrollment, putEnrollment } from "#shared/automation/enrollments/index.ts";
import { messageId } from "#shared/kernel/ids.ts";
import { readMessage } from "#shared/messaging/messages/index.ts";
import { readReference } from "#shared/scheduler/index.ts";
import { makeApi, setUpSending } from "#test/support/api.ts";
import { START } from "#test/support/world.ts";

const mail = { to: "ada@example.com", templateId: "receipt", data: { order: 7 } };

test("a posted mail is on the wheel, on its row and on the queue when it is answered", async () => {
  const api = await makeApi();
  await setUpSending(api);
  const { status, body } = await api.call("POST", "/v1/messages", mail);
  expect(status).toBe(202);
  expect((await readMessage(api.world, body.id))?.data).toMatchObject({
    class: "transactional",
    status: "held",
    until: START,
    data: { order: 7 },
  });
  expect(api.queued("deliver-now")).toEqual([{ mails: [body.id] }]);
  const due = api.database.sql.prepare("SELECT data FROM due").all();
  expect(due.map((row) => JSON.parse(row.data as string).references.map(readReference))).toEqual([
    [{ kind: "reconcile", message: body.id, at: START + 15 * 60_000, attempt: 0 }],
  ]);
  const shown = await api.call("GET", `/v1/messages/${body.id}`);
  expect(shown.body).toEqual({
    id: body.id,
    contactId: expect.stringMatching(/^c_/),
    to: "ada@example.com",
    class: "transactional",
    source: { kind: "api" },
    template: "receipt",
    templateVersion: null,
    subject: null,
    state: "held",
    attempt: 0,
    at: "2026-03-02T12:00:00.000Z",
    heldUntil: "2026-03-02T12:00:00.000Z",
    facts: {},
  });
});

test("a fault of a message is named, and no contact is created for it", async () => {
  const api = await makeApi();
  const before = api.snapshot();
  const paths = async (body: object) =>
    (await api.call("POST", "/v1/messages", body)).body.errors.map(
      ({ path }: { path: string }) => path,
    );
  expect(await paths(mail)).toEqual(["/templateId", "/settings/from", "/settings/postalAddress"]);
  expect(await paths({ ...mail, to: "Ada <ada@example.com>" })).toEqual(["/to"]);
  expect(await paths({ ...mail, extra: 1 })).toEqual(["/extra"]);
  expect(await paths({ ...mail, data: { x: "x".repeat(33_000) } })).toEqual(["/data"]);
  expect(api.snapshot()).toBe(before);
});

test("a mail that is only decided yet shows as held, and its decision is on the timeline", async () => {
  const api = await makeApi();
  await api.call("PUT", "/v1/contacts/ada", { email: "ada@example.com" });
  const contact = (await findByExternalId(api, "ada"))!;
  const id = messageId(contact, START, "welcome", "run", "hello", 1);
  const entry = { run: "run", version: 2, step: "hello", template: "receipt", bornAt: START };
  const run: Enrollment = {
    sequence: "welcome",
    entryKey: "-",
    run: "run",
    version: 2,
    startedAt: START,
    entry: { event: "signed_up", id: "e1", at: START },
    status: "active",
    step: "day",
    arrivedAt: START,
    visits: {},
    sends: { hello: id },
    outbox: [{ messageId: id, ...entry }],
    trail: [
      { at: START, step: "hello", decision: "entered", reason: "signed_up" },
      { at: START, step: "day", decision: "wait", until: START + 1000 },
    ],
    exitedRuns: [],
  };
  await api.table.write([putEnrollment(contact, run, "absent")]);
  const shown = await api.call("GET", `/v1/messages/${id}`);
  expect(shown.body).toMatchObject({ contactId: "ada", to: "ada@example.com", state: "held" });
  const timeline = await api.call("GET", "/v1/contacts/ada/timeline");
  expect(timeline.body.items[0]).toEqual({
    at: "2026-03-02T12:00:00.000Z",
    kind: "decision",
    sequence: "welcome",
    version: 2,
    step: "day",
    decision: "wait",
    until: "2026-03-02T12:00:01.000Z",
  });
});

test("what became of a mail shows in its facts and as events on the timeline", async () => {
  const api = await makeApi();
  await setUpSending(api);
  const { id } = (await api.call("POST", "/v1/messages", mail)).body;
  const item = (await readMessage(api.world, id))!;
  const { until: _until, ...held } = item.data as typeof item.data & { until: number };
  const facts = { sentAt: START + 1000, clickedAt: START + 2000 };
  const data = { ...held, status: "sent", facts, subject: "Your order" };
  await api.table.write([{ put: item, v: 1, data, expect: item.version }]);
  const shown = await api.call("GET", `/v1/messages/${id}`);
  expect(shown.body).toMatchObject({
    state: "sent",
    facts: { sentAt: "2026-03-02T12:00:01.000Z", clickedAt: "2026-03-02T12:00:02.000Z" },
  });
  const { contactId } = shown.body;
  const { items } = (await api.call("GET", `/v1/contacts/${contactId}/timeline`)).body;
  expect(items.map((one: { name?: string; kind: string }) => one.name ?? one.kind)).toEqual([
    "message.clicked",
    "message.sent",
    "message",
  ]);
  expect(items[0].data).toEqual({ messageId: id, template: "receipt", human: true });
});

test("an id that names no message is not found, whatever it looks like", async () => {
  const { call } = await makeApi();
  for (const id of ["x", "c_0mjm2xw00aaaaaaaa_abc_0123456789abcdef"]) {
    expect((await call("GET", `/v1/messages/${id}`)).status).toBe(404);
  }
});

test("dead letters are listed without what they hold, and put back", async () => {
  const api = await makeApi();
  await api.queue.send("work", [{ body: { event: { data: "secret" } } }]);
  for (let i = 0; i < 5; i++) {
    const [received] = api.queue.receive("work", 1);
    await api.queue.fail([received!.id]);
    api.clock.advance(60_000);
  }
  const list = await api.call("GET", "/v1/dead-letters");
  expect(list.body).toEqual({
    items: [
      {
        id: expect.any(String),
        queue: "work",
        redriven: 0,
        sentAt: "2026-03-02T12:00:00.000Z",
        error: null,
        failedAt: null,
      },
    ],
    cursor: null,
  });
  const redriven = await api.call("POST", "/v1/dead-letters/redrive");
  expect(redriven.body).toEqual({ redriven: 1, stuck: 0 });
  expect((await api.call("GET", "/v1/dead-letters")).body.items).toEqual([]);
});
