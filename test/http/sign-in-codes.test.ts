import { expect, test } from "vitest";
import { Unavailable } from "#shared/kernel/errors.ts";
import { DAY_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { findInstallationKey, setInstallationKey } from "#shared/platform/access/index.ts";
import { makeApi } from "#test/support/api.ts";
import { CONSOLE, makeBrowser } from "./browser.ts";

async function makeSignIn() {
  const browser = await makeBrowser();
  const make = async (key = "drip_admin") =>
    (await browser.call("POST", "/v1/sessions/links", undefined, { key })).body;
  return { ...browser, make };
}

test("a code signs in once, for the key that it was made with, within ten minutes", async () => {
  const { make, signIn, clock, world } = await makeSignIn();
  world.runtime.dev = true;
  const { code, expiresAt } = await make();
  expect(expiresAt).toBe("2026-03-02T12:10:00.000Z");
  // Moving the clock of the program does not end it.
  clock.aheadMs = DAY_MS;
  const used = await signIn({ code });
  expect([used.status, used.body.name]).toEqual([201, "admin"]);
  const again = await signIn({ code });
  expect([again.status, again.body.detail]).toEqual([401, expect.stringContaining("was used")]);
  const late = (await make()).code;
  clock.advance(10 * MINUTE_MS);
  const { status, cookies } = await signIn({ code: late });
  expect([status, cookies]).toEqual([401, []]);
});

test("of requests that redeem a code at the same time one signs in", async () => {
  const { make, signIn, world } = await makeSignIn();
  const { code } = await make();
  // All have read the code before the first of them writes.
  const { write } = world.table;
  const gate = Promise.withResolvers<void>();
  let waiting = 0;
  world.table.write = async (...args) => {
    if (++waiting === 3) gate.resolve();
    await gate.promise;
    return write(...args);
  };
  const answers = await Promise.all([1, 2, 3].map(() => signIn({ code })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 401, 401]);
  expect(answers.flatMap(({ cookies }) => cookies)).toHaveLength(1);
});

test("a sign-in that fails spends no code, and its log does not tell it", async () => {
  const { make, signIn, world, logged } = await makeSignIn();
  const { code } = await make();
  const { write } = world.table;
  world.table.write = () => Promise.reject(new Unavailable("the table is away"));
  expect((await signIn({ code })).status).toBe(503);
  expect(logged).toHaveLength(1);
  expect(JSON.stringify(logged)).not.toContain(code);
  world.table.write = write;
  expect((await signIn({ code })).status).toBe(201);
});

test("of a code only its hash is stored, and nothing once it is used", async () => {
  const { make, signIn, snapshot } = await makeSignIn();
  const { code } = await make();
  expect(snapshot()).toContain("code#");
  expect(snapshot()).not.toContain(code);
  await signIn({ code });
  expect(snapshot()).not.toContain("code#");
});

test("a code may do what its key may do, and is worth nothing once that is revoked", async () => {
  const { call, make, signIn, as } = await makeSignIn();
  const { cookie, body } = await signIn({ code: (await make("drip_read")).code });
  expect(body.scopes).toEqual(["read"]);
  expect((await call("PUT", "/v1/settings", {}, as(cookie, CONSOLE))).status).toBe(403);
  const { key, id } = (await call("POST", "/v1/keys", { name: "k", scopes: ["admin"] })).body;
  const { code } = await make(key);
  await call("DELETE", `/v1/keys/${id}`);
  expect((await signIn({ code })).status).toBe(401);
});

test("a session makes no codes: it would never end", async () => {
  const { call, make, signIn, as, snapshot } = await makeSignIn();
  const { cookie } = await signIn({ code: (await make()).code });
  const answer = await call("POST", "/v1/sessions/links", undefined, as(cookie, CONSOLE));
  expect([answer.status, snapshot().includes("code#")]).toEqual([403, false]);
});

test.each([
  [{}, ""],
  [{ key: "drip_read", code: "x" }, ""],
  [{ key: "two words" }, "/key"],
  [{ code: "" }, "/code"],
  [{ key: "drip_read", more: 1 }, "/more"],
])("%j is refused as a way to sign in", async (body, path) => {
  const { signIn } = await makeBrowser();
  const { status, body: problem, cookies } = await signIn(body);
  expect([status, problem.errors[0].path, cookies]).toEqual([422, path, []]);
});

test("the installation's own key has a hash for its first link, until it is revoked", async () => {
  const { world, call } = await makeApi();
  expect(await findInstallationKey(world)).toBeUndefined();
  await setInstallationKey(world, "drip_own", { name: "own", scopes: ["admin"], createdAt: 0 });
  const hash = (await findInstallationKey(world))!;
  await call("DELETE", `/v1/keys/${hash.slice(0, 16)}`);
  expect(await findInstallationKey(world)).toBeUndefined();
});
