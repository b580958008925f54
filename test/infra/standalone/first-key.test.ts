import { expect, test } from "vitest";
import { readConfig } from "#infra/standalone/config.ts";
import { ensureAdminKey } from "#infra/standalone/first-key.ts";
import { makeApi } from "#test/support/api.ts";
import { makeWorld } from "#test/support/world.ts";

const OLD = "the-admin-key-of-monday";
const NEW = "the-admin-key-of-tuesday";

test.each([
  ["empty", "", /only A-Z/],
  ["of eight characters", "hunter2!", /only A-Z/],
  ["of fifteen characters", "abcdefghijklmno", /16 to 200 characters/],
  ["too long", "abcdefgh".repeat(26), /16 to 200 characters/],
  ["of one character", "a".repeat(40), /8 different characters/],
  ["of one word again and again", "admin".repeat(8), /8 different characters/],
  ["with a space", "correct horse battery staple", /never authenticates/],
  ["with a line's end", "correct-horse-battery-staple\n", /never authenticates/],
  ["with an umlaut", "correct-horse-batt\u00e4ry", /never authenticates/],
  ["with = inside", "correct=horse-battery-staple", /never authenticates/],
])("an admin key %s stops the start, and is not repeated", (_, key, sentence) => {
  const start = () => readConfig({ DRIPSTACK_ADMIN_KEY: key });
  expect(start).toThrow(/^DRIPSTACK_ADMIN_KEY: /);
  expect(start).toThrow(sentence);
  if (key !== "") expect(start).not.toThrow(new RegExp(key.trim()));
});

test("what a start takes as an admin key authenticates", async () => {
  const api = await makeApi();
  for (const key of ["abcdefghijklmnop", "A-z.0_9~+/bcdefg==", OLD]) {
    expect(readConfig({ DRIPSTACK_ADMIN_KEY: key }).adminKey).toBe(key);
    await ensureAdminKey(api.world, key);
    expect((await api.call("GET", "/v1/settings", undefined, { key })).status).toBe(200);
  }
});

test("another admin key ends the one before it, and no key that was made with that one", async () => {
  const api = await makeApi();
  const reads = async (key: string) =>
    (await api.call("GET", "/v1/settings", undefined, { key })).status;
  await ensureAdminKey(api.world, OLD);
  const scopes = { name: "ci", scopes: ["read"] };
  const { key: made } = (await api.call("POST", "/v1/keys", scopes, { key: OLD })).body;
  await ensureAdminKey(api.world, undefined);
  await ensureAdminKey(api.world, OLD);
  expect([await reads(OLD), await reads(made)]).toEqual([200, 200]);
  await ensureAdminKey(api.world, NEW);
  expect([await reads(OLD), await reads(NEW), await reads(made)]).toEqual([401, 200, 200]);
  await ensureAdminKey(api.world, OLD);
  expect([await reads(OLD), await reads(NEW)]).toEqual([200, 401]);
});

test("the key of the first start ends when one is configured, and goes on when it is the one", async () => {
  for (const isSame of [true, false]) {
    const { world } = makeWorld();
    const first = (await ensureAdminKey(world, undefined))!;
    expect(await ensureAdminKey(world, undefined)).toBeUndefined();
    const { call } = await makeApi(world);
    await ensureAdminKey(world, isSame ? first : NEW);
    const answer = await call("GET", "/v1/settings", undefined, { key: first });
    expect(answer.status).toBe(isSame ? 200 : 401);
  }
});
