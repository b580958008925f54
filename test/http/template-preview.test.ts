import { beforeAll, expect, test } from "vitest";
import { type Api, makeApi, setUpSending } from "#test/support/api.ts";

const source = {
  subject: "Hello {{ contact.name }}",
  html: '<p>{{ contact.name }}, {{ event.cart.total }} <a href="https://example.com/x">x</a></p>',
};

let api: Api;
beforeAll(async () => {
  api = await makeApi();
  await setUpSending(api);
  await api.call("PUT", "/v1/contacts/ada", {
    email: "ada@example.com",
    attributes: { name: "Ada <b>" },
  });
  await api.call("PUT", "/v1/templates/hello", source);
});

const preview = async (body: object, key = "drip_admin") =>
  api.call("POST", "/v1/templates/preview", body, { key });

test("a saved template is shown as it looks for a contact, and what is missing is named", async () => {
  const before = api.snapshot();
  const { status, body } = await preview({ templateId: "hello", contactId: "ada" }, "drip_read");
  expect(status).toBe(200);
  expect(body).toMatchObject({
    subject: "Hello Ada <b>",
    missing: ["event.cart.total"],
    faults: [],
    notes: [],
  });
  expect(body.html).toContain("Ada &lt;b&gt;, ");
  expect(body.html).toContain('href="https://example.com/x"');
  expect(body.text).toContain("1 Road, Town");
  expect(body.bytes).toBeGreaterThan(body.htmlBytes);
  expect(api.snapshot()).toBe(before);
});

test("given data stands beside a contact's own, and without a contact alone", async () => {
  const data = { contact: { name: "Bo" }, event: { cart: { total: 7 } } };
  const alone = await preview({ source, data });
  expect(alone.body).toMatchObject({ subject: "Hello Bo", missing: [] });
  expect(alone.body.html).toContain("Bo, 7");
  const both = await preview({ source, contactId: "ada", data: { event: data.event } });
  expect([both.body.subject, both.body.missing]).toEqual(["Hello Ada <b>", []]);
});

test("what an author got wrong is answered with its place, not refused", async () => {
  const { status, body } = await preview({
    source: { subject: "Hi", html: "<p>\n{% if contact.name %}{{ contact.name | nofilter }}</p>" },
  });
  expect(status).toBe(200);
  expect(body.html).toBe("");
  expect(body.faults[0]).toMatchObject({
    path: "/html",
    line: expect.any(Number),
    column: expect.any(Number),
  });
  const broken = { subject: "Hi", html: "<p>{{ 1 | divided_by: contact.zero }}</p>" };
  const late = await preview({ source: broken, data: { contact: { zero: 0 } } });
  expect(late.body.faults).toEqual([{ path: "", message: "divided by 0" }]);
});

test("its link to unsubscribe names no contact", async () => {
  const { body } = await preview({ templateId: "hello", contactId: "ada" });
  const [, token = ""] = /https:\/\/mail\.example\.com\/u\/([\w.-]+)/.exec(body.html) ?? [];
  const payload = Buffer.from(token.split(".")[1]!, "base64url").toString();
  expect(payload).toMatch(/^0+\.all\.c_0+$/);
});

test("only an admin key has a source compiled; bad input is refused with its place", async () => {
  expect((await preview({ source }, "drip_read")).status).toBe(403);
  expect((await preview({ templateId: "hello" }, "drip_send")).status).toBe(403);
  for (const [body, path] of [
    [{}, "/templateId"],
    [{ source, templateId: "hello" }, "/templateId"],
    [{ templateId: "hello", at: "soon" }, "/at"],
    [{ templateId: "hello", data: { other: {} } }, "/data/other"],
  ] as const) {
    const answer = await preview(body);
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, path]);
  }
  expect((await preview({ templateId: "none" })).status).toBe(404);
  expect((await preview({ templateId: "hello", contactId: "none" })).status).toBe(404);
});
