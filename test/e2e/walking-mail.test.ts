import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, Program } from "#test/support/program.ts";
import { tempFolder } from "#test/support/temp-folder.ts";

const folder = tempFolder();
let program: Program;
beforeAll(async () => {
  program = await Program.start(folder);
});
afterAll(async () => {
  await program.end("SIGKILL");
});

const mailsTo = async (to: string) =>
  (await program.call("GET", `/v1/mailbox?to=${encodeURIComponent(to)}`)).body.items;
const firstMailTo = (to: string) => eventually(async () => (await mailsTo(to))[0]);
const signUp = (email: string) =>
  program.call("POST", "/v1/events", { events: [{ email, name: "signed_up" }] });
const advance = (by: string) => program.call("POST", "/v1/dev/clock", { advance: by });

test("one mail travels end to end: event, mail, delivery, click, a day, the next mail", async () => {
  const to = "ada@example.com";
  const accepted = await signUp(to);
  expect(accepted.status).toBe(202);
  expect(accepted.body).toMatchObject({ accepted: 1, duplicates: 0 });

  const mail = await firstMailTo(to);
  expect(mail.subject).toBe("Welcome!");
  const path = `/v1/messages/${mail.messageId}`;
  const delivered = await eventually(async () => {
    const { body } = await program.call("GET", path);
    return body.state === "delivered" && body;
  });
  expect(delivered).toMatchObject({
    to,
    template: "welcome-hello",
    class: "marketing",
    attempt: 1,
  });

  const link = mail.links.find((url: string) => url.includes("/c/"));
  const click = await fetch(link, { redirect: "manual" });
  expect(click.status).toBe(302);
  expect(click.headers.get("location")).toBe("https://example.com/tour");
  await program.call("PUT", `/v1/contacts/${delivered.contactId}`, { attributes: { plan: "pro" } });

  expect((await advance("P1D")).status).toBe(200);
  expect((await program.call("GET", path)).body.facts.clickedAt).toBeDefined();
  const mails = await mailsTo(to);
  expect(mails.map((one: { subject: string }) => one.subject)).toEqual([
    "Get the most out of pro",
    "Welcome!",
  ]);
  const timeline = await program.call("GET", `/v1/contacts/${delivered.contactId}/timeline`);
  const kinds = new Set(timeline.body.items.map((item: { kind: string }) => item.kind));
  expect(kinds).toEqual(new Set(["event", "decision", "message"]));
});

test("a contact who does not click gets the nudge after the waits, in one move of the clock", async () => {
  const to = "bob@example.com";
  await signUp(to);
  await firstMailTo(to);
  await advance("P4DT1H");
  const mails = await mailsTo(to);
  expect(mails.map((one: { subject: string }) => one.subject)).toEqual([
    "One small step",
    "Welcome!",
  ]);
});

test("a contact who unsubscribes by one click gets nothing more", async () => {
  const to = "eve@example.com";
  await signUp(to);
  const mail = await firstMailTo(to);
  const link = mail.links.find((url: string) => url.includes("/u/"));
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const answer = await fetch(link, {
    method: "POST",
    headers: form,
    body: "List-Unsubscribe=One-Click",
  });
  expect(answer.status).toBe(200);
  await advance("P10D");
  expect(await mailsTo(to)).toHaveLength(1);
  const { body } = await program.call("GET", `/v1/suppressions/${to}`);
  expect(body.reason).toBe("unsubscribe");
});

test.each([
  ["bounce@simulator.amazonses.com", "bounced", "hard-bounce"],
  ["complaint@simulator.amazonses.com", "complained", "complaint"],
])("a mail to %s is %s and suppresses the address", async (to, state, reason) => {
  await signUp(to);
  const mail = await firstMailTo(to);
  await eventually(async () => {
    const { body } = await program.call("GET", `/v1/messages/${mail.messageId}`);
    return body.state === state;
  });
  expect((await program.call("GET", `/v1/suppressions/${to}`)).body.reason).toBe(reason);
});

test("a hard bounce that an operator lifted stops no further mail", async () => {
  const to = "bounce@simulator.amazonses.com";
  const path = `/v1/suppressions/${to}`;
  const sent = (await mailsTo(to)).length;
  expect((await program.call("DELETE", path)).status).toBe(204);
  const body = { to, templateId: "welcome-nudge", data: {} };
  expect((await program.call("POST", "/v1/messages", body)).status).toBe(202);
  await eventually(async () => (await mailsTo(to)).length > sent);
  // It bounces again, and that counts again.
  await eventually(async () => (await program.call("GET", path)).body.reason === "hard-bounce");
});

test("a transactional mail goes once, however often its request is repeated", async () => {
  const body = JSON.stringify({ to: "kim@example.com", templateId: "welcome-nudge", data: {} });
  const headers = {
    authorization: `Bearer ${program.ready.adminKey}`,
    "content-type": "application/json",
    "idempotency-key": "order-1",
  };
  const send = () => fetch(`${program.ready.url}/v1/messages`, { method: "POST", headers, body });
  const first = await send();
  expect(first.status).toBe(202);
  const { id } = (await first.json()) as { id: string };
  expect(await (await send()).json()).toEqual({ id });
  expect((await firstMailTo("kim@example.com")).messageId).toBe(id);
  await advance("PT1H");
  expect(await mailsTo("kim@example.com")).toHaveLength(1);
});

test("a paused sequence holds its runs, and resuming loses none", async () => {
  const to = "pat@example.com";
  await signUp(to);
  await firstMailTo(to);
  await program.call("POST", "/v1/sequences/welcome/pause");
  await advance("P5D");
  expect(await mailsTo(to)).toHaveLength(1);
  await program.call("POST", "/v1/sequences/welcome/resume");
  await advance("P5D");
  expect(await mailsTo(to)).toHaveLength(2);
});

test("while the workspace has no sender, mails are held, and go once it has one again", async () => {
  const to = "sam@example.com";
  const settings = (await program.call("GET", "/v1/settings")).body;
  await program.call("PUT", "/v1/settings", {});
  await signUp(to);
  await advance("PT1H");
  expect(await mailsTo(to)).toHaveLength(0);
  expect((await program.call("PUT", "/v1/settings", settings)).status).toBe(200);
  await advance("PT1H");
  expect(await mailsTo(to)).toHaveLength(1);
});

test("a body that is no UTF-8 is refused", async () => {
  const response = await fetch(`${program.ready.url}/v1/events`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${program.ready.adminKey}`,
      "content-type": "application/json",
    },
    body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
  });
  expect(response.status).toBe(400);
});

test("a wait of a month, and a date far ahead, come due in one move of the clock", async () => {
  const from = (enter: object, wait: object) => ({
    ...{ name: "Far ahead", enter: [enter], start: "rest" },
    steps: {
      rest: { kind: "wait", next: "mail", ...wait },
      mail: { kind: "send", template: "welcome-nudge", next: null },
    },
  });
  const dated = from({ event: "far" }, { until: { attribute: "renews" } });
  for (const [id, definition] of [
    ["month", from({ event: "far" }, { for: "P30D" })],
    ["date", dated],
  ] as const) {
    expect((await program.call("PUT", `/v1/sequences/${id}`, definition)).status).toBe(200);
    expect((await program.call("POST", `/v1/sequences/${id}/publish`)).status).toBe(200);
  }
  const to = "amy@example.com";
  const { now } = (await advance("PT1S")).body;
  const renews = new Date(Date.parse(now) + 81 * 86_400_000).toISOString();
  await program.call("PUT", "/v1/contacts/amy", { email: to, attributes: { renews } });
  await program.call("POST", "/v1/events", { events: [{ contactId: "amy", name: "far" }] });
  await advance("P31D");
  expect(await mailsTo(to)).toHaveLength(1);
  await advance("P51D");
  const [second] = await mailsTo(to);
  expect(second.at.slice(0, 15)).toBe(renews.slice(0, 15));
});

test("a stop drains and exits with 0, and the next start goes on where it was", async () => {
  const to = "zoe@example.com";
  await signUp(to);
  await firstMailTo(to);
  const before = program.ready.adminKey!;
  expect(await program.end("SIGTERM")).toBe(0);
  program = await Program.start(folder, { DRIPSTACK_ADMIN_KEY: "the-admin-key-of-tuesday" });
  expect(program.ready.adminKey).toBeUndefined();
  // Another admin key ends the one before it.
  const headers = { authorization: `Bearer ${before}` };
  expect((await fetch(`${program.ready.url}/v1/settings`, { headers })).status).toBe(401);
  await advance("P5D");
  expect(await mailsTo(to)).toHaveLength(2);
});

test("a second process can not open the same folder", async () => {
  await expect(Program.start(folder)).rejects.toThrow(/another process uses the data folder/);
});

test.each([
  ["DRIPSTACK_COLOUR", "red", /DRIPSTACK_COLOUR: not a setting/],
  ["DRIPSTACK_SMTP_URL", "http://x", /DRIPSTACK_SMTP_URL/],
  ["DRIPSTACK_SMTP_URL", "smtp://me:12/secret@192.0.2.1", /DRIPSTACK_SMTP_URL.*percent-encoding/],
  ["DRIPSTACK_SMTP_TLS", "off", /DRIPSTACK_SMTP_TLS.*not set/],
  ["PORT", "many", /PORT/],
  ["DRIPSTACK_ADMIN_KEY", "hunter2-", /DRIPSTACK_ADMIN_KEY: 16 to 200 characters/],
])("a wrong %s stops the start with a sentence", async (name, value, sentence) => {
  await expect(Program.start(tempFolder(), { [name]: value })).rejects.toThrow(sentence);
});
