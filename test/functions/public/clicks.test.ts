import { expect, test } from "vitest";
import { clickUrl, openUrl } from "#shared/content/link-tokens/index.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { putMessage } from "#shared/messaging/messages/index.ts";
import { writeLinkHosts } from "#shared/platform/settings/index.ts";
import { START } from "#test/support/world.ts";
import { makeMessage } from "../../messaging/feedback/message.ts";
import { openMail } from "./request.ts";

test("a link leads to its target, fixed or rendered for this mail, and is noted", async () => {
  const { ask, site, message, bodies } = await openMail();
  const fixed = await ask(clickUrl(site, message.id, 0));
  expect(fixed).toMatchObject({
    statusCode: 302,
    headers: { location: "https://example.com/one", "referrer-policy": "no-referrer" },
  });
  const rendered = await ask(clickUrl(site, message.id, 1));
  expect(rendered.headers?.location).toBe("https://example.com/for/ada");
  const click = { message: message.id, at: START, machine: false };
  expect(bodies("feedback")).toEqual([
    { click: { ...click, link: 0 } },
    { click: { ...click, link: 1 } },
  ]);
});

test("HEAD is answered like GET, without a body, and records nothing", async () => {
  const { ask, site, message, dump } = await openMail();
  const before = dump();
  const urls = [clickUrl(site, message.id, 0), openUrl(site, message.id)];
  const heads = await Promise.all(urls.map((url) => ask(url, { method: "HEAD" })));
  expect(dump()).toEqual(before);
  const gets = await Promise.all(urls.map((url) => ask(url)));
  expect(dump()).not.toEqual(before);
  const { statusCode, headers } = gets[1]!;
  expect(heads).toEqual([gets[0], { statusCode, headers }]);
});

test.each([
  ["no name", { "user-agent": "" }],
  ["a bot's name", { "user-agent": "Mimecast/1.0 bot" }],
  ["a prefetch", { "sec-purpose": "prefetch;prerender" }],
  ["an old prefetch", { purpose: "prefetch" }],
])("%s is a machine's", async (_, headers) => {
  const { ask, site, message, bodies } = await openMail();
  await ask(clickUrl(site, message.id, 0), { headers });
  expect(bodies("feedback")).toMatchObject([{ click: { machine: true } }]);
});

test("on a developer's machine any single click is a person's, but a prefetch", async () => {
  const { ask, site, message, bodies } = await openMail({
    runtime: {
      publicUrl: "http://127.0.0.1",
      dev: true,
      place: "standalone",
      hasMailbox: true,
    },
  });
  const url = clickUrl(site, message.id, 0);
  await ask(url, { headers: { "user-agent": "curl/8.5" } });
  await ask(url, { headers: { "user-agent": "" } });
  await ask(url, { headers: { purpose: "prefetch" } });
  const machines = bodies("feedback").map(({ click }) => click.machine);
  expect(machines).toEqual([false, false, true]);
});

test("a link that leads nowhere good is not found", async () => {
  const { ask, site, message, world } = await openMail();
  const other = makeMessage();
  await world.table.write([putMessage({ ...other, links: { 1: "data:text/html,x" } }, "absent")]);
  const urls = [
    clickUrl(site, message.id, 3),
    clickUrl(site, message.id, 99),
    clickUrl(site, other.id, 1),
    clickUrl(site, makeMessage("c_0000000000000000b").id, 0),
    "/c/AAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA",
    "/c/",
    "/x/y",
  ];
  for (const url of urls) {
    const reply = await ask(url);
    expect(reply).toMatchObject({ statusCode: 404, headers: { "cache-control": "no-store" } });
    expect(reply.body).not.toContain(message.id);
  }
});

test.each([
  ["javascript:alert(1)", undefined],
  ["java\nscript:alert(1)", undefined],
  ["//example.com/x", undefined],
  ["https://user@example.com/", undefined],
  ["https://example.com@evil.example/", undefined],
  ["https://evil.example/", undefined],
  ["https://example.com.evil.example/", undefined],
  ["https://example.com./", undefined],
  ["https://example.com:8443/", undefined],
  ["https://evil.example\\@example.com/", undefined],
  ["https:\\\\EXAMPLE.com\\x", "https://example.com/x"],
  ["https://exam\tple.com/\r\nset-cookie: a=b", "https://example.com/set-cookie:%20a=b"],
  ["https://shop.partner.example/x", "https://shop.partner.example/x"],
  ["https://partner.example/x", undefined],
])(
  "whatever a row says, a click leads only to hosts that are allowed now: %j",
  async (stored, to) => {
    const { ask, site, message, world } = await openMail();
    await writeLinkHosts(world, ["*.partner.example"], 1);
    await world.table.write([putMessage({ ...message, links: { 1: stored, 9: stored } }, 1)]);
    for (const index of [1, 9]) {
      const reply = await ask(clickUrl(site, message.id, index));
      expect([reply.statusCode, reply.headers?.location]).toEqual([to ? 302 : 404, to]);
    }
  },
);

test("a host that was taken off the list leads nowhere any more", async () => {
  const { ask, site, message, world } = await openMail();
  await writeLinkHosts(world, ["partner.example"], 1);
  await world.table.write([
    putMessage({ ...message, links: { 1: "https://partner.example/" } }, 1),
  ]);
  const url = clickUrl(site, message.id, 1);
  expect(await ask(url)).toMatchObject({ statusCode: 302 });
  await writeLinkHosts(world, [], 2);
  expect(await ask(url)).toMatchObject({ statusCode: 404 });
});

test("the reader gets there even when the click can't be noted", async () => {
  const queue = { send: () => Promise.reject(new Unavailable("down")) };
  const { ask, site, message, logged } = await openMail({ queue });
  expect(await ask(clickUrl(site, message.id, 0))).toMatchObject({ statusCode: 302 });
  expect(logged).toEqual(["a click was not recorded"]);
});

test("the pixel is a GIF and notes the open", async () => {
  const { ask, site, message, bodies } = await openMail();
  const reply = await ask(openUrl(site, message.id));
  expect(reply).toMatchObject({ statusCode: 200, headers: { "content-type": "image/gif" } });
  expect(Buffer.from(reply.body!, "base64").toString("latin1")).toMatch(/^GIF89a/);
  expect(bodies("feedback")).toEqual([
    { open: { message: message.id, at: START, machine: false } },
  ]);
});

test("other methods are refused with those that are allowed", async () => {
  const { ask, site, message, urls } = await openMail();
  const click = await ask(clickUrl(site, message.id, 0), { method: "POST" });
  expect(click).toMatchObject({ statusCode: 405, headers: { allow: "GET, HEAD" } });
  const page = await ask(urls.u, { method: "DELETE" });
  expect(page).toMatchObject({ statusCode: 405, headers: { allow: "GET, HEAD, POST" } });
});
