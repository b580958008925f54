import { expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { findInstallationKey, setInstallationKey } from "#shared/platform/access/index.ts";
import { makeApi } from "#test/support/api.ts";
import { makeBrowser } from "./browser.ts";

const _OWN = { host: "console.example.com" };

test("a code signs in once, for the key that it was made with, within ten minutes", async () => {
  const { call, signIn, clock } = await makeBrowser();
  const make = async () => (await call("POST", "/v1/sessions/links")).body;
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
  expect((await signIn({ code: late })).status).toBe(401);
});

test("a code is worth nothing once its key is revoked", async () => {
  const { call, signIn } = await makeBrowser();
  const { key, id } = (await call("POST", "/v1/keys", { name: "k", scopes: ["admin"] })).body;
  const { code } = (await call("POST", "/v1/sessions/links", undefined, { key })).body;
  await call("DELETE", `/v1/keys/${id}`);
  expect((await signIn({ code })).status).toBe(401);
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
