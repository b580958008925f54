import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Definition } from "#shared/automation/language/index.ts";
import { tallyKey } from "#shared/automation/results/index.ts";
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

const SETTINGS = { from: { name: "Me", email: "me@example.com" }, postalAddress: "1 Main Street" };
const quiet = { name: "Quiet", enter: [{ event: "go" }], start: "day" };
const day = { kind: "wait", for: "P1D", next: null };
const EXPERIMENT = {
  kind: "experiment",
  variants: [
    { name: "short", next: "day" },
    { name: "long", next: "day" },
  ],
  metric: { event: "ordered", within: "P2D" },
  sample: 100,
};

async function say(definition: object, { publish = true, args = [] as string[] } = {}) {
  const io = makeDesk();
  const { world } = io;
  await addKey(world, "drip_mine", { name: "mine", scopes: ["read"], createdAt: 0 });
  await writeSettings(world, SETTINGS);
  await putDraft(
    world,
    "offer",
    Definition.parse({ ...quiet, steps: { day }, ...definition }),
    START,
  );
  if (publish) await publishSequence(world, "offer", START);
  const count = (row: string, bucket: string, fields: Record<string, number>) =>
    world.table.add(tallyKey(row, bucket), fields);
  await count("goal#offer", "2026-02-01", {
    ...{ "through.runs": 70, "through.reached": 56, "through.value": 99_950 },
    ...{ "holdout.runs": 80, "holdout.reached": 48 },
  });
  await count("goal#offer", "2026-03-02", { "through.runs": 30 });
  await count("experiment#offer#try", "2026-02-01", {
    ...{ "short.people": 200, "short.hits": 20, "long.people": 180, "long.hits": 90 },
  });
  let said = { code: 0, out: "", err: "" };
  await served(io, async (url) => {
    said = await io.dripstack("results", "offer", "--url", url, ...args);
  });
  return said;
}

test("a goal beside its holdout, and an experiment, are told with their counts and intervals", async () => {
  const { code, out } = await say({
    goal: { event: "ordered", within: "P7D", value: "total" },
    holdout: 20,
    start: "try",
    steps: { try: EXPERIMENT, day },
  });
  expect(code).toBe(0);
  expect(out.split("\n")).toEqual([
    "Goal: ordered within P7D.",
    "  through  56 of 100 runs, 56.0 % (95 %: 46.2 % to 65.3 %); total 999.5; the time of 30 is not over",
    "  held out  48 of 80 runs, 60.0 % (95 %: 49.0 % to 70.0 %); total 0",
    "  Difference, of those whose time is over: 20.0 % (95 %: 5.2 % to 33.4 %).",
    "Experiment try, by ordered within P2D: long won, decided 2026-02-04T00:00:00.000Z.",
    "  short  20 of 200 people so far; counted 20 of 200, 10.0 % (95 %: 6.6 % to 14.9 %)",
    "  long  90 of 180 people so far; counted 90 of 180, 50.0 % (95 %: 42.8 % to 57.2 %)",
    "",
  ]);
});

test("where there is nothing to tell it says why; --json prints what the API answers", async () => {
  const unpublished = await say({}, { publish: false });
  expect(unpublished.out).toBe("It was never published: there is nothing to tell yet.\n");
  expect((await say({})).out).toBe("Its published version has neither a goal nor an experiment.\n");
  const { out } = await say({}, { args: ["--json"] });
  expect(JSON.parse(out)).toEqual({ id: "offer", version: 1, goal: null, experiments: [] });
});
