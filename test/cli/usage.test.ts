import { expect, test } from "vitest";
import { readConfig } from "#infra/standalone/config.ts";
import manifest from "../../package.json" with { type: "json" };
import { makeDesk } from "./io.ts";

test("without words it shows what there is", async () => {
  const { code, out, err } = await makeDesk().dripstack();
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain("Usage: dripstack");
  expect(out).toContain("doctor");
});

test.each([
  [["--help"]],
  [["keys", "--help"]],
  [["keys", "create", "--help"]],
  [["keys", "list", "--help"]],
  [["keys", "revoke", "--help"]],
  [["doctor", "--help"]],
])("%j shows help and calls no API", async (args) => {
  const { dripstack, opened } = makeDesk();
  const { code, out } = await dripstack(...args);
  expect([code, opened]).toEqual([0, []]);
  expect(out).toContain("Usage: dripstack");
});

test("--version is that of the package, before a command only", async () => {
  const { code, out } = await makeDesk().dripstack("--version");
  expect([code, out]).toEqual([0, `${manifest.version}\n`]);
  const backtest = ["backtest", "a", "--version", "3", "--from", "2026-01-01"];
  expect((await makeDesk().dripstack(...backtest)).err).toContain("--until");
});

test.each([
  ["examples/none.json can not be read", ["lint", "examples/none.json"]],
  [
    "http://localhost:1 does not answer",
    ["keys", "list", "--url", "http://localhost:1", "--key", "k"],
  ],
  ["No API address", ["keys", "list", "--key", "k"]],
])("an error begins as a sentence does, and paths and addresses stay: %s", async (start, args) => {
  const { err } = await makeDesk().dripstack(...args);
  expect(err.slice(0, start.length)).toBe(start);
});

test.each([
  [["kees"], "Did you mean keys?"],
  [["keys"], "Usage: dripstack keys"],
  [["keys", "make"], "unknown command"],
  [["keys", "create", "--stak", "X"], "Did you mean --stack?"],
  [["keys", "create", "extra"], "too many arguments"],
  [["keys", "create", "--stack"], "argument missing"],
  [["keys", "create", "--scopes", "root"], "There are: admin, read, send."],
  [["keys", "create", "--scopes", ""], "There are: admin, read, send."],
  [["keys", "create", "--name", ""], "1 to 100 characters"],
  [["keys", "create", "--sends-per-day", "0"], "a whole number from 1 to 10000000, or none"],
  [["keys", "create", "--name", "x".repeat(101)], "1 to 100 characters"],
  [["keys", "create", "--expires", "soon"], "a date, or an instant"],
  [["simulate", "a.json", "--events", "e.json", "--until", "soon"], "--until <instant>"],
  [["backtest", "a", "--version", "x"], "the number of a version"],
  [["lint", "none.json"], "none.json can not be read: there is no such file."],
  [["keys", "list", "--url", "localhost:3000", "--key", "k"], "https://mail.example.com"],
  [["keys", "list", "--key", "k"], "DRIPSTACK_URL"],
  [["keys", "list", "--url", "http://localhost:1"], "DRIPSTACK_KEY"],
  [["keys", "revoke", "--url", "http://localhost:1", "--key", "k"], "missing required argument"],
  [["doctor", "--url", "x"], "https://mail.example.com"],
])("%j is wrong usage: code 2, a reason, and no API call", async (args, why) => {
  const { dripstack, opened } = makeDesk();
  const { code, out, err } = await dripstack(...args);
  expect([code, out, opened]).toEqual([2, "", []]);
  expect(err).toContain(why);
});

test("region and profile are handed on", async () => {
  const { dripstack, opened } = makeDesk();
  await dripstack("doctor", "--region", "eu-west-1", "--profile", "mails");
  await dripstack("keys", "create");
  expect(opened).toMatchObject([{ region: "eu-west-1", profile: "mails" }, {}]);
});

test("what a shell has set for the command line does not stop the process from starting", () => {
  expect(readConfig({ DRIPSTACK_URL: "https://x", DRIPSTACK_KEY: "k" })).toEqual(readConfig({}));
});
