import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dispatch } from "#functions/runtime/http/dispatch.ts";
import { secretRoutes } from "#infra/standalone/secret-routes.ts";
import { FolderSecrets } from "#shared/adapters/local/secrets.ts";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { Meta } from "#shared/adapters/sqlite/meta.ts";

import { parseKeys } from "#shared/kernel/key-ring.ts";
import { addKey } from "#shared/platform/access/index.ts";
import type { TestSecrets } from "#test/support/secrets.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { served } from "./http.ts";
import { makeDesk } from "./io.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-03-02T12:00:00Z"), toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const SIGNING = "/Dripstack/signing";
const idsOf = (out: string) => out.split("\n").filter((line) => line.startsWith("signing"));

async function madeStack() {
  const io = makeDesk();
  await io.dripstack("keys", "create");
  const secrets = (...args: string[]) => io.dripstack("secrets", ...args, "--stack", "Dripstack");
  return { ...io, run: secrets };
}

test("on AWS a key is added, signs ten minutes later, and the other is revoked by its id", async () => {
  const { run, secrets } = await madeStack();
  const before = secrets.get(SIGNING)!;
  const rotated = await run("rotate", "signing");
  expect(rotated.code).toBe(0);
  const id = rotated.out.trim();
  expect(rotated.err).toContain(
    `the key ${id} signs from 2026-03-02T12:10:00.000Z. Put the secret into your backup.`,
  );
  expect(secrets.get(SIGNING)!.startsWith(`${before},`)).toBe(true);
  const [old] = parseKeys(before);
  expect(idsOf((await run("list")).out)).toEqual([
    `signing  ${old!.id} *`,
    `signing  ${id}  from 2026-03-02T12:10:00.000Z`,
  ]);
  vi.setSystemTime(Date.parse("2026-03-02T12:10:00Z"));
  expect(idsOf((await run("list")).out)[1]).toBe(`signing  ${id} *  from 2026-03-02T12:10:00.000Z`);
  const revoked = await run("revoke", "signing", old!.id);
  expect([revoked.code, revoked.err]).toEqual([0, expect.stringContaining("up to 5 minutes")]);
  expect(parseKeys(secrets.get(SIGNING)!).map((key) => key.id)).toEqual([id]);
});

test("the only key, one that is not there and a secret that is none are refused, and nothing is written", async () => {
  const { run, secrets } = await madeStack();
  const before = [...secrets];
  const { id } = parseKeys(secrets.get(SIGNING)!)[0]!;
  const refusals = [
    await run("revoke", "signing", id),
    await run("revoke", "signing", "AAAAAAAA"),
    await run("rotate", "cookies"),
    await run("revoke", "lookup", "AAAAAAAA"),
  ];
  expect(refusals.map(({ code, err }) => [code, err])).toEqual([
    [1, "This is the only key: rotate the secret first.\n"],
    [1, "The secret has no key AAAAAAAA: `npx dripstack secrets list` shows the ids.\n"],
    [2, "The secret is one of signing, requests, sources, lookup.\n"],
    [
      2,
      "The secret is one of signing, requests, sources; `lookup` has no revoke: `secrets rehash`.\n",
    ],
  ]);
  expect([...secrets]).toEqual(before);
});

test("a secret that another operator rotates at the same time is named", async () => {
  const io = await madeStack();
  const text = io.secrets.get(SIGNING)!;
  const racing = makeDesk({
    readSecrets: async (names) => new Map(names.map((name) => [name, text])),
  });
  const { code, err } = await racing.dripstack("secrets", "rotate", "signing", "--stack", "x");
  expect([code, err]).toEqual([1, expect.stringContaining("was changed at the same time")]);
});

test("one process rotates over its API, at once, and keeps the keys", async () => {
  const io = makeDesk();
  await addKey(io.world, "drip_mine", { name: "mine", scopes: ["admin"], createdAt: 0 });
  vi.stubEnv("DRIPSTACK_KEY", "drip_mine");
  const folder = tempFolder();
  const meta = new Meta(new Database(join(folder, "data.sqlite")));
  const secrets = await FolderSecrets.open(meta, io.world.clock);
  const api = dispatch(secretRoutes(secrets, io.world.clock), io.world);
  await served({ api } as never, async (url) => {
    const run = (...args: string[]) => io.dripstack("secrets", ...args, "--url", url);
    const [old] = (await secrets.ring("signing")).keys;
    const rotated = await run("rotate", "signing");
    expect(rotated.err).toContain("The data folder holds the secret: back it up again.");
    const id = rotated.out.trim();
    expect(idsOf((await run("list")).out)).toEqual([
      `signing  ${old!.id}`,
      `signing  ${id} *  from 2026-03-02T12:00:00.000Z`,
    ]);
    const json = JSON.parse((await run("list", "--json")).out);
    expect(json).toMatchObject([
      { secret: "signing", keys: [{ id: old!.id }, { id }] },
      {},
      {},
      {},
    ]);
    expect((await run("revoke", "signing", old!.id)).code).toBe(0);
    // One id of sixty-four begins with a hyphen.
    for (const missing of [old!.id, "-1234567", "-h234567"]) {
      const gone = await run("revoke", "signing", missing);
      expect([gone.code, gone.err]).toEqual([
        1,
        expect.stringMatching(
          /404: the secret has no key \S+: `npx dripstack secrets list` shows the ids\.\n$/,
        ),
      ]);
    }
    expect((await run("revoke", "signing", old!.id, "--urll", "x")).code).toBe(2);
    const again = await FolderSecrets.open(meta, io.world.clock);
    expect((await again.ring("signing")).keys.map((key) => key.id)).toEqual([id]);
    for (const key of ["drip_read", "drip_none"]) {
      expect((await run("list", "--key", key)).code).toBe(1);
    }
  });
});

test("an API without secrets of its own points to the stack", async () => {
  const io = makeDesk();
  await addKey(io.world, "drip_mine", { name: "mine", scopes: ["admin"], createdAt: 0 });
  await served(io, async (url) => {
    for (const command of [["rotate", "signing"], ["revoke", "signing", "AAAAAAAA"], ["list"]]) {
      const asked = [...command, "--url", url, "--key", "drip_mine"];
      const { code, err } = await io.dripstack("secrets", ...asked);
      expect([code, err]).toEqual([1, expect.stringContaining("name it by --stack")]);
    }
  });
});

test("`lookup` is rotated, and its rows are given the newest key by a job", async () => {
  const io = makeDesk();
  await addKey(io.world, "drip_mine", { name: "mine", scopes: ["admin"], createdAt: 0 });
  await served(io, async (url) => {
    const run = () => io.dripstack("secrets", "rehash", "--url", url, "--key", "drip_mine");
    const early = await run();
    expect([early.code, early.err]).toEqual([1, expect.stringContaining("rotate it first")]);
    (io.world.secrets as TestSecrets).rotate("lookup");
    const { code, out } = await run();
    expect([code, out]).toEqual([0, expect.stringMatching(/^j_\w[\w-]+\n$/)]);
  });
});
