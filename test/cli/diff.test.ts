import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Definition } from "#shared/automation/language/index.ts";
import { publishSequence, putDraft } from "#shared/automation/versions/index.ts";
import { addKey } from "#shared/platform/access/index.ts";
import { writeSettings } from "#shared/platform/settings/index.ts";
import { START } from "#test/support/world.ts";
import { served } from "./http.ts";
import { makeDesk } from "./io.ts";

beforeEach(() => {
  vi.stubEnv("DRIPSTACK_KEY", "drip_mine");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const day = { kind: "wait", for: "P1D", next: null };
const quiet = { name: "Quiet", enter: [{ event: "go" }], start: "day", steps: { day } };

test("what a draft changes is printed step by step", async () => {
  const io = makeDesk();
  const { world } = io;
  await addKey(world, "drip_mine", { name: "mine", scopes: ["read"], createdAt: 0 });
  const from = { name: "Me", email: "me@example.com" };
  await writeSettings(world, { from, postalAddress: "1 Main Street" });
  await putDraft(world, "quiet", Definition.parse(quiet), START);
  await publishSequence(world, "quiet", START);
  const said: string[] = [];
  await served(io, async (url) => {
    said.push((await io.dripstack("diff", "quiet", "--url", url)).out);
    const steps = { day: { ...day, for: "P2D" } };
    await putDraft(world, "quiet", Definition.parse({ ...quiet, steps }), START);
    said.push((await io.dripstack("diff", "quiet", "--url", url)).out);
  });
  expect(said).toEqual([
    "There is no difference.\n",
    [
      "/steps/day",
      `- ${JSON.stringify(day)}`,
      `+ ${JSON.stringify({ ...day, for: "P2D" })}`,
      "",
    ].join("\n"),
  ]);
});
