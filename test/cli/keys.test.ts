import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { closeServer } from "#infra/standalone/wire-functions.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { addKey, checkKey, hashKey } from "#shared/platform/access/index.ts";
import { served } from "./http.ts";
import { makeDesk } from "./io.ts";

afterEach(() => vi.unstubAllEnvs());

/** A CLI io whose API knows two keys, in an environment that holds the first. */
async function deskWithKeys() {
  const io = makeDesk();
  await addKey(io.world, "drip_mine", { name: "mine", scopes: ["admin"], createdAt: 0 });
  const other = { name: "other", scopes: ["read" as const], createdAt: 86_400_000 };
  const { id } = await addKey(io.world, "drip_other", other);
  vi.stubEnv("DRIPSTACK_KEY", "drip_mine");
  return { ...io, id };
}

test("keys are listed over the API, a line each, never themselves", async () => {
  const io = await deskWithKeys();
  await served(io, async (url) => {
    const { code, out } = await io.dripstack("keys", "list", "--url", `${url}/`);
    expect(code).toBe(0);
    expect(out.split("\n")).toContain(
      `${io.id}  1970-01-02T00:00:00.000Z  never used  read  other`,
    );
    expect(out.match(/\n/g)).toHaveLength(2);
    expect(out).not.toContain("drip_");
    vi.stubEnv("DRIPSTACK_URL", url);
    const json = JSON.parse((await io.dripstack("keys", "list", "--json")).out);
    expect(json).toContainEqual(expect.objectContaining({ id: io.id, scopes: ["read"] }));
  });
});

const NO_REGION = {
  findStack: () => Promise.reject(new InvalidInput("no region is known: give --region")),
};
const create = ["keys", "create", "--name", "shop", "--scopes", "send", "--sends-per-day", "200"];

test.each([
  ["by --url", {}, ["--url"]],
  ["where no region is known", NO_REGION, []],
])("a key is made over the API %s", async (_, account, flags) => {
  const io = makeDesk(account);
  await addKey(io.world, "drip_mine", { name: "mine", scopes: ["admin"], createdAt: 0 });
  vi.stubEnv("DRIPSTACK_KEY", "drip_mine");
  await served(io, async (url) => {
    vi.stubEnv("DRIPSTACK_URL", url);
    const { code, out, err } = await io.dripstack(...create, ...flags.flatMap((one) => [one, url]));
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/^Created the key "shop" \(\w{16}; send\)/),
    ]);
    const [, key] = out.match(`^export DRIPSTACK_URL=${url} DRIPSTACK_KEY=(drip_[\\w-]{43})\n`)!;
    expect(await checkKey(io.world, hashKey(key!))).toMatchObject({
      name: "shop",
      scopes: ["send"],
      limits: { sendsPerDay: 200 },
    });
    expect([io.invoked, io.secrets.size]).toEqual([[], 0]);
    const nameless = await io.dripstack("keys", "create", "--url", url);
    expect([nameless.code, nameless.err]).toEqual([
      2,
      expect.stringContaining("--name and --scopes"),
    ]);
    const mayNot = await io.dripstack(...create, "--url", url, "--key", key!);
    expect([mayNot.code, mayNot.out]).toEqual([1, ""]);
  });
});

test("a known API is not asked where a region is known, or a stack is named", async () => {
  vi.stubEnv("DRIPSTACK_KEY", "drip_mine");
  vi.stubEnv("DRIPSTACK_URL", "http://127.0.0.1:1");
  const inStack = makeDesk();
  expect((await inStack.dripstack(...create)).code).toBe(0);
  expect(inStack.invoked).toHaveLength(1);
  const { code, err } = await makeDesk(NO_REGION).dripstack(...create, "--stack", "Dripstack");
  expect([code, err]).toEqual([2, "No region is known: give --region.\n"]);
  const both = await inStack.dripstack(...create, "--stack", "X", "--url", "http://127.0.0.1:1");
  expect([both.code, both.err]).toEqual([2, expect.stringContaining("not both")]);
});

test("without a region and an API it says what to give for either", async () => {
  const { code, err } = await makeDesk(NO_REGION).dripstack(...create);
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(/no region is known.*for one process set DRIPSTACK_URL/i),
  ]);
});

test("the list marks keys that have expired, and limits that are not the usual ones", async () => {
  const io = await deskWithKeys();
  const about = { scopes: ["send" as const], createdAt: 0 };
  const limits = { sendsPerDay: 200, sendsPerSecond: null, requestsPerSecond: 500 };
  await addKey(io.world, "drip_past", { ...about, name: "past", expiresAt: 1_000 });
  const far = Date.parse("9999-01-01T00:00:00Z");
  await addKey(io.world, "drip_far", { ...about, name: "far", expiresAt: far, limits });
  await served(io, async (url) => {
    const { out } = await io.dripstack("keys", "list", "--url", url);
    const lines = out.split("\n").map((line) => line.split("  ").slice(2).join("  "));
    expect(lines).toContain("never used  expired 1970-01-01T00:00:01.000Z  send  past");
    expect(lines).toContain(
      "never used  until 9999-01-01T00:00:00.000Z  send  sendsPerSecond none  sendsPerDay 200  far",
    );
  });
});

test("a revoked key opens nothing any more", async () => {
  const io = await deskWithKeys();
  await served(io, async (url) => {
    const list = () => io.dripstack("keys", "list", "--url", url, "--key", "drip_other");
    expect((await list()).code).toBe(0);
    expect((await io.dripstack("keys", "revoke", io.id, "--url", url)).code).toBe(0);
    const { code, err } = await list();
    expect([code, err]).toEqual([
      1,
      "GET /v1/keys?limit=200 was answered with 401: this API key is not known: make one with `npx dripstack keys create`.\n",
    ]);
    const again = await io.dripstack("keys", "revoke", io.id, "--url", url);
    expect([again.code, again.err]).toEqual([
      1,
      expect.stringContaining("404: there is no API key"),
    ]);
  });
});

test("it reports a URL that does not answer, or that belongs to another server", async () => {
  const { dripstack } = await deskWithKeys();
  const server = createServer((_, response) => response.writeHead(404).end("<h1>Not here</h1>"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stranger = await dripstack("keys", "list", "--url", url);
  expect([stranger.code, stranger.err]).toEqual([1, expect.stringContaining("hardly a Dripstack")]);
  await closeServer(server);
  const { code, err } = await dripstack("keys", "list", "--url", url);
  expect([code, err]).toEqual([1, expect.stringMatching(/does not answer \(.*ECONNREFUSED/)]);
});
