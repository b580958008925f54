import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tempFolder } from "#test/support/temp-folder.ts";
import { examples } from "../../examples/index.ts";
import { makeDesk } from "./io.ts";

const folder = tempFolder("cli");
const { dripstack } = makeDesk();

let files = 0;
function file(content: unknown, name = `${files++}.json`): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}
const WELCOME = "examples/welcome/sequence.json";
const EVENTS = [
  { at: "2026-03-02T12:00:00Z", event: "signed_up" },
  { at: "P1DT2H", mail: "hello", did: "clicked" },
];

test("simulate prints what would happen, by the contact's clock", async () => {
  const contact = file({ timeZone: "Asia/Tokyo", attributes: { plan: "pro" } });
  const { code, out } = await dripstack(
    "simulate",
    WELCOME,
    "--events",
    file(EVENTS),
    "--contact",
    contact,
  );
  expect(code).toBe(0);
  const lines = out.split("\n").map((line) => line.replaceAll(/ {2,}/g, "  "));
  expect(lines).toContain("2026-03-02 21:00  hello  mail sent  welcome-hello");
  expect(lines).toContain("2026-03-03 23:00  plan  decision branch  case 1  saw plan=pro");
  expect(lines).toContain("Ended: completed.");
  expect(lines).toContain("Local times of Asia/Tokyo.");
});

test("simulate goes by the sequence's zone where it has one, and names the key of each run", async () => {
  const path = file({
    ...{ name: "Cart", enter: [{ event: "cart_updated" }], reentry: { perKey: "cart_id" } },
    ...{ settings: { zone: "America/New_York" }, start: "rest" },
    steps: { rest: { kind: "wait", until: { time: "09:00" }, next: null } },
  });
  const events = file([
    { at: "2026-03-02T12:00:00Z", event: "cart_updated", data: { cart_id: "c1" } },
  ]);
  const contact = file({ timeZone: "Asia/Tokyo" });
  const asked = ["simulate", path, "--events", events, "--contact", contact];
  const { out } = await dripstack(...asked);
  expect(out).toMatch(/^2026-03-02 07:00 .* wait .*key c1.*until 2026-03-02 09:00$/m);
  expect(out).toContain("Local times of America/New_York.\n");
  const listed = await dripstack("simulate", path, "--events", events, "--contact", events);
  expect(listed.err).toBe(`The contact in ${events} is not valid.\nmust be an object\n`);
});

test("simulate reads a TypeScript file, and prints JSON for machines", async () => {
  const definition = {
    ...{ name: "One", enter: [{ event: "go" }], start: "a" },
    steps: { a: { kind: "send", template: "x", next: null } },
  };
  const path = file(
    `const one: object = ${JSON.stringify(definition)};\nexport default one;\n`,
    "one.ts",
  );
  const events = file({ events: [{ at: "P1D", event: "go" }] });
  const { out } = await dripstack(
    "simulate",
    path,
    "--events",
    events,
    "--from",
    "2026-03-02T12:00:00Z",
    "--json",
  );
  const { timeline, endedBy } = JSON.parse(out);
  expect(endedBy).toBe("completed");
  expect(timeline.at(-1)).toMatchObject({ kind: "mail", at: "2026-03-03T12:00:00.000Z" });
});

test.each([
  [
    "a file that is not there",
    () => ["simulate", "nowhere.json", "--events", file([])],
    "nowhere.json",
  ],
  [
    "no start",
    () => ["simulate", WELCOME, "--events", file([{ at: "P1D", event: "x" }])],
    "--from",
  ],
  ["a bad event", () => ["simulate", WELCOME, "--events", file([{ at: "P1D", did: 1 }])], "/0"],
  ["a bad sequence", () => ["lint", file({ name: "x" })], "/steps"],
])("%s is wrong usage, with the place", async (_, args, why) => {
  const { code, out, err } = await dripstack(...args());
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(why);
});

test("lint says what stops a publishing, and knows nothing of a workspace", async () => {
  expect((await dripstack("lint", WELCOME)).code).toBe(0);
  const loop = file({
    ...{ name: "Loop", enter: [{ event: "go" }], start: "a" },
    steps: { a: { kind: "send", template: "x", next: "a" } },
  });
  const { code, out } = await dripstack("lint", loop, "--json");
  expect([code, JSON.parse(out).ok]).toEqual([1, false]);
  expect(JSON.parse(out).findings[0].path).toBe("/steps/a");
});

test.each(Object.keys(examples))(
  "the example %s is read from its file as it stands",
  async (id) => {
    const { code, out } = await dripstack("lint", `examples/${id}/sequence.ts`, "--json");
    expect([code, JSON.parse(out).ok]).toEqual([0, true]);
  },
);
