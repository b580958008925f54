import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { readSuppression, suppress } from "#shared/audience/consent/index.ts";
import { putContact } from "#shared/audience/contacts/index.ts";
import { addressHash, readProfile } from "#shared/audience/profiles/index.ts";
import { deleteContact } from "#shared/automation/erasure/index.ts";
import {
  clickUrl,
  openUrl,
  preferencesUrl,
  unsubscribeUrl,
} from "#shared/content/link-tokens/index.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { START } from "#test/support/world.ts";
import { openMail } from "./request.ts";

const POST = { method: "POST" };
const form = (body: string, type = "application/x-www-form-urlencoded") => ({
  ...POST,
  headers: { "content-type": type },
  body,
});

test("no GET and no HEAD of any link changes what is agreed", async () => {
  const { ask, urls, site, message, world, address, profile, dump } = await openMail();
  const before = dump();
  for (const method of ["GET", "HEAD"]) {
    for (const url of [urls.u, urls.p]) {
      expect(await ask(url, { method })).toMatchObject({ statusCode: 200 });
    }
  }
  expect(dump()).toEqual(before);
  await ask(clickUrl(site, message.id, 0));
  await ask(openUrl(site, message.id));
  expect(await readSuppression(world, address)).toBeNull();
  expect((await readProfile(world, profile.id))?.data).toEqual(profile);
});

const multipart = [
  "--x",
  'Content-Disposition: form-data; name="List-Unsubscribe"',
  "",
  "One-Click",
  "--x--",
  "",
].join("\r\n");

test.each([
  ["a form", form("List-Unsubscribe=One-Click")],
  ["multipart", form(multipart, "multipart/form-data; boundary=x")],
  [
    "base64",
    {
      ...form(Buffer.from(multipart).toString("base64"), "multipart/form-data"),
      isBase64Encoded: true,
    },
  ],
  ["nothing at all", POST],
])("one click with %s unsubscribes, and again", async (_, request) => {
  const { ask, urls, world, address, profile, clock, bodies } = await openMail();
  for (let i = 0; i < 2; i++) {
    expect(await ask(urls.u, request)).toMatchObject({ statusCode: 200 });
    clock.advance(1_000);
  }
  const suppression = { reason: "unsubscribe", at: START };
  expect(await readSuppression(world, address)).toEqual(suppression);
  expect((await readProfile(world, profile.id))?.data).toMatchObject({
    subscribed: false,
    suppression,
  });
  const events = bodies("work").map(({ internalEvent }) => internalEvent);
  expect(new Set(events.map((event) => JSON.stringify(event))).size).toBe(1);
  expect(events[0]).toMatchObject({ contact: profile.id, name: "contact.unsubscribed", at: START });
});

test("the link outlives the contact", async () => {
  const { ask, urls, world, address, bodies } = await openMail();
  await deleteContact(world, "ada");
  for (let i = 0; i < 2; i++) expect(await ask(urls.u, POST)).toMatchObject({ statusCode: 200 });
  expect(await readSuppression(world, address)).toMatchObject({ reason: "unsubscribe" });
  expect(bodies("work")).toEqual([]);
  const again = await putContact(world, "ada", { email: "ada@example.com" });
  expect(again.suppression?.reason).toBe("unsubscribe");
});

test("who has a new address since is unsubscribed there, too", async () => {
  const { ask, urls, world, address } = await openMail();
  const { email } = await putContact(world, "ada", { email: "ada@example.org" });
  await ask(urls.u, POST);
  expect(await readSuppression(world, address)).not.toBeNull();
  expect(await readSuppression(world, await addressHash(world, email))).not.toBeNull();
});

test("a token of another kind opens nothing", async () => {
  const { ask, urls, site, message, world, address } = await openMail();
  const others = [clickUrl(site, message.id, 0), openUrl(site, message.id), urls.p];
  for (const url of others) {
    const forged = url.replace(/^\/[cop]\//, "/u/").replace(/\.gif$/, "");
    expect(await ask(forged, POST)).toMatchObject({ statusCode: 404 });
  }
  expect(await readSuppression(world, address)).toBeNull();
});

test("the pages run no script, load nothing, and are neither cached nor indexed", async () => {
  const { ask, urls } = await openMail();
  const { headers, body } = await ask(urls.u);
  const style = /<style>(.*)<\/style>/s.exec(body!)![1]!;
  const hash = createHash("sha256").update(style).digest("base64");
  expect(headers).toMatchObject({
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
    "x-content-type-options": "nosniff",
  });
  const policy = String(headers!["content-security-policy"]);
  expect(policy).toContain(`style-src 'sha256-${hash}'`);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("form-action 'self'");
  expect(body).not.toMatch(/<script|https?:|ada@|style="/);
  expect(body).toMatch(/<html lang="en">[\s\S]*<form method="post">[\s\S]*<button type="submit">/);
});

test("the preferences page takes back the person's own unsubscribing", async () => {
  const { ask, urls, world, profile, address } = await openMail();
  expect((await ask(urls.p)).body).toContain("You are subscribed.");
  expect((await ask(urls.p, form("subscribe=no"))).body).toContain("You are not subscribed.");
  expect((await ask(urls.p)).body).toContain("Subscribe again");
  expect((await ask(urls.p, form("subscribe=yes"))).body).toContain("You are subscribed.");
  expect(await readSuppression(world, address)).toBeNull();
  expect((await readProfile(world, profile.id))?.data).toMatchObject({ subscribed: true });
  expect(await ask(urls.p, form("what=else"))).toMatchObject({ statusCode: 400 });
});

test("a bounce or a complaint can't be taken back there, nor another address subscribed", async () => {
  const { ask, urls, world, address, site, profile } = await openMail();
  await suppress(world, address, { reason: "complaint", at: START }, "provider");
  expect((await ask(urls.p, form("subscribe=yes"))).body).not.toContain("<form");
  expect(await readSuppression(world, address)).toMatchObject({ reason: "complaint" });
  const old = { contact: profile.id, address: "A".repeat(22), topic: "all" };
  await ask(unsubscribeUrl(site, old), POST);
  await ask(preferencesUrl(site, old), form("subscribe=yes"));
  expect((await readProfile(world, profile.id))?.data.subscribed).toBe(false);
});

test("what fails shows nothing of how", async () => {
  const throttled = () => Promise.reject(new Unavailable("ssm: /drip/signing throttled"));
  const secrets = { get: throttled, ring: throttled };
  const { ask, urls, world, logged } = await openMail();
  world.secrets = secrets;
  const reply = await ask(urls.u, POST);
  expect(reply).toMatchObject({ statusCode: 503 });
  expect(reply.body).not.toContain("ssm");
  expect(logged).toEqual(["a link failed"]);
});
