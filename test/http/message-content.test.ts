import { expect, test } from "vitest";
import { deliver } from "#shared/messaging/delivery/index.ts";
import type { OutgoingMail } from "#shared/ports/mailer.ts";
import { makeApi, setUpSending } from "#test/support/api.ts";
import { makeEngine } from "#test/support/engine.ts";
import { recordingMailer } from "#test/support/world.ts";

const TOKEN = /\/[cupo]\/[\w-]{8}\.[\w-]+\.[\w-]{22}/;

async function sendOne() {
  const engine = await makeEngine();
  await engine.must("PUT", "/v1/templates/hello", {
    subject: "Hëllo {{ contact.name }}",
    html: '<p>{{ event.cart }} = {{ contact.name }} <a href="https://example.com/x">x</a> 100%</p>',
  });
  const first = { kind: "send", template: "hello", next: "rest" };
  await engine.publish("greet", {
    enter: [{ event: "go" }],
    start: "first",
    steps: { first, rest: { kind: "wait", for: "P9D", next: null } },
  });
  await engine.put("ada", { attributes: { name: "Ada" } });
  await engine.happen("ada", "go", { cart: "été" });
  await engine.deliver();
  const [message] = (await engine.must("GET", "/v1/messages")).body.items;
  return { ...engine, id: message.id as string };
}

test("a message that is kept is shown as it was sent; its links work for an admin key only", async () => {
  const engine = await sendOne();
  const { raw } = engine.sent[0]!;
  engine.world.traces.sentMail = async (id) => (id === engine.id ? raw : undefined);
  const content = async (key: string) =>
    (await engine.call("GET", `/v1/messages/${engine.id}/content`, undefined, { key })).body;
  const whole = await content("drip_admin");
  expect(whole).toMatchObject({ asSent: true, subject: "Hëllo Ada" });
  expect(whole.html).toContain("été = Ada");
  expect(whole.html).toContain("100%");
  expect(whole.text).toContain("été = Ada");
  expect(whole.headers).toContainEqual({ name: "To", value: "ada@example.com" });
  expect(JSON.stringify(whole)).toMatch(TOKEN);
  const masked = await content("drip_read");
  expect(masked.html).toContain("/u/hidden");
  expect(JSON.stringify(masked)).not.toMatch(TOKEN);
});

test("a message that is not kept is rendered again from the version that was sent", async () => {
  const engine = await sendOne();
  await engine.must("PUT", "/v1/templates/hello", { subject: "New", html: "<p>New</p>" });
  const { body } = await engine.must("GET", `/v1/messages/${engine.id}/content`);
  expect(body).toMatchObject({ asSent: false, subject: "Hëllo Ada" });
  expect(body.html).toContain("été = Ada");
  const links = [...body.html.matchAll(/https:\/\/mail\.example\.com\/[cu]\/[\w.-]+/g)];
  expect(links.length).toBeGreaterThan(1);
  // They are signed by no key: nothing happens.
  const sent = Buffer.from(engine.sent[0]!.raw).toString().replaceAll("=\r\n", "");
  for (const [link] of links) expect(sent).not.toContain(link);
});

test("what can not be shown says why", async () => {
  const engine = await sendOne();
  expect((await engine.call("GET", "/v1/messages/none/content")).status).toBe(404);
  const render = async () => [{ ok: false as const, reason: "too large" }];
  engine.world.renderer = { ...engine.world.renderer, render };
  const answer = await engine.call("GET", `/v1/messages/${engine.id}/content`);
  expect([answer.status, answer.body.detail]).toEqual([
    409,
    "the message can not be shown again: too large",
  ]);
});

test("a posted message shows the mail that it will be until it is sent", async () => {
  const sent: OutgoingMail[] = [];
  const api = await makeApi({ mailer: recordingMailer(sent) });
  await setUpSending(api);
  await api.call("PUT", "/v1/templates/order", {
    subject: "Order {{ data.number }}",
    html: "<p>{{ data.number }}</p>",
  });
  const data = { number: "no-7" };
  const mail = { to: "ada@example.com", templateId: "order", data };
  const { id } = (await api.call("POST", "/v1/messages", mail)).body;
  const subject = async () =>
    (await api.call("GET", `/v1/messages/${id}/content`)).body.subject as string;
  expect(await subject()).toBe("Order no-7");
  await deliver(api.world, [id], "deliver-now");
  // Its data is removed once it is sent.
  expect(await subject()).toBe("Order");
});
