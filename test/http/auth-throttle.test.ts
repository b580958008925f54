import { expect, test } from "vitest";
import { AuthThrottle } from "#functions/runtime/http/auth-throttle.ts";
import { networkOf } from "#functions/runtime/http/caller-network.ts";
import { makeApi } from "#test/support/api.ts";

const HOME = "192.0.2.1";

/** An API that is asked from several addresses. */
async function makeAsked() {
  const api = await makeApi();
  const ask = (key: string | null, from = HOME) =>
    api.call("GET", "/v1/settings", undefined, { key, from });
  const guess = (n: number, from?: string) => ask(`drip_guess-${n}`, from);
  return { ...api, ask, guess };
}

test("who tries keys is soon let try one every two seconds", async () => {
  const { guess, clock, world } = await makeAsked();
  let reads = 0;
  const { get } = world.table;
  world.table.get = (...given) => {
    reads++;
    return get(...given);
  };
  const statuses = [];
  for (let n = 0; n < 420; n++) statuses.push((await guess(n)).status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(100);
  expect(statuses.slice(100)).toEqual(Array(320).fill(429));
  // What is refused costs no read.
  expect(reads).toBe(100);
  expect((await guess(1_000)).headers["retry-after"]).toBe("2");
  clock.advance(10_000);
  const later = [];
  for (let n = 2_000; n < 2_020; n++) later.push((await guess(n)).status);
  expect(later.filter((status) => status === 401)).toHaveLength(5);
});

test("a key in use goes on while others guess from the same address; elsewhere nothing is noticed", async () => {
  const { guess, ask } = await makeAsked();
  expect((await ask("drip_read")).status).toBe(200);
  for (let n = 0; n < 100; n++) await guess(n);
  expect((await ask("drip_read")).status).toBe(200);
  // One that has never been seen there is a guess like others.
  expect((await ask("drip_admin")).status).toBe(429);
  expect((await ask("drip_admin", "192.0.2.2")).status).toBe(200);
  expect((await guess(1, "198.51.100.7")).status).toBe(401);
});

test("the same wrong key is no guess: it is refused as often as a client repeats it, then slowed", async () => {
  const { ask, clock } = await makeAsked();
  const repeat = async (times: number) => {
    let refused = 0;
    for (let n = 0; n < times; n++) if ((await ask("drip_ended")).status === 401) refused++;
    return refused;
  };
  expect(await repeat(500)).toBe(300);
  clock.advance(10_000);
  expect(await repeat(500)).toBe(50);
  expect((await ask("drip_read")).status).toBe(200);
});

test("a request without a key, or with what can be none, is no guess", async () => {
  const { ask, call } = await makeAsked();
  for (let n = 0; n < 100; n++) {
    expect((await ask(null)).status).toBe(401);
    const headers = { authorization: `Basic ${n}` };
    expect((await call("GET", "/v1/settings", undefined, { key: null, headers })).status).toBe(401);
  }
  expect((await ask("drip_read")).status).toBe(200);
});

test("a key that is revoked is a wrong one from then on, also where it was in use", async () => {
  const { call, ask } = await makeAsked();
  const { key, id } = (await call("POST", "/v1/keys", { name: "k", scopes: ["read"] })).body;
  expect((await ask(key)).status).toBe(200);
  await call("DELETE", `/v1/keys/${id}`);
  expect((await ask(key)).status).toBe(401);
});

test("of addresses and keys without end only some are remembered, and the good ones among them", () => {
  const guesses = new AuthThrottle();
  guesses.good(HOME, "good");
  const isOpen = (address: string, key: string) => {
    try {
      guesses.admit(address, key, 0);
      return true;
    } catch {
      return false;
    }
  };
  const exhaust = (address: string) => {
    for (let n = 0; n < 100; n++) guesses.wrong(address, `${address}-${n}`, 0);
  };
  exhaust(HOME);
  expect(isOpen(HOME, "next")).toBe(false);
  for (let n = 0; n < 4_000; n++) guesses.wrong(`192.0.3.${n}`, `key-${n}`, 0);
  expect(isOpen(HOME, "next")).toBe(true);
  exhaust(HOME);
  expect([isOpen(HOME, "next"), isOpen(HOME, "good")]).toEqual([false, true]);
});

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:DB8:0001:0002::", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["", ""],
])("%s stands for %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
