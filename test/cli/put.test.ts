import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "dripstack/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { getSequence } from "#shared/automation/versions/index.ts";
import { addKey } from "#shared/platform/access/index.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { welcome } from "../../examples/welcome/sequence.ts";
import { served } from "./http.ts";
import { makeDesk } from "./io.ts";

const FILE = "examples/welcome/sequence.ts";

const QUIET = {
  name: "Quiet",
  enter: [{ event: "signed_up" }],
  start: "day",
  steps: { day: { kind: "wait", for: "P1D", next: null } },
};
const SETTINGS = { from: { name: "Me", email: "me@example.com" }, postalAddress: "1 Main Street" };

let folder: string;
beforeEach(() => {
  folder = tempFolder();
  vi.stubEnv("DRIPSTACK_KEY", "drip_mine");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function deskWithKey() {
  const io = makeDesk();
  await addKey(io.world, "drip_mine", { name: "mine", scopes: ["admin"], createdAt: 0 });
  return io;
}

test("put makes a file the draft, and tells what stands against publishing it here", async () => {
  const io = await deskWithKey();
  await served(io, async (url) => {
    const { code, out, err } = await io.dripstack("put", "hello", FILE, "--url", url);
    expect([code, err]).toEqual([0, `Saved ${FILE} as the draft of hello.\n`]);
    expect(out).toContain("error  /steps/hello/template  ");
  });
  const { data } = await getSequence(io.world, "hello");
  expect([data.state, data.draft]).toEqual(["draft", welcome]);
});

test("put --publish fails with the places of what is missing, and the draft is kept", async () => {
  const io = await deskWithKey();
  await served(io, async (url) => {
    const asked = await io.dripstack("put", "hello", FILE, "--publish", "--url", url);
    expect([asked.code, asked.out]).toEqual([2, ""]);
    expect(asked.err).toContain("/steps/hello/template");
  });
  expect((await getSequence(io.world, "hello")).data).toMatchObject({ state: "draft" });
});

test("put --publish says which version it became", async () => {
  const io = await deskWithKey();
  const file = join(folder, "quiet.json");
  writeFileSync(file, JSON.stringify(QUIET));
  await served(io, async (url) => {
    await new Client({ url, key: "drip_mine" }).put("/v1/settings", SETTINGS);
    const asked = await io.dripstack("put", "quiet", file, "--publish", "--url", url);
    expect([asked.code, asked.err]).toEqual([0, expect.stringContaining("Published as version 1")]);
  });
  expect((await getSequence(io.world, "quiet")).data).toMatchObject({
    state: "live",
    version: 1,
  });
});
