import { expect, test } from "vitest";
import { readConfig } from "#infra/standalone/config.ts";
import { readyLine } from "#infra/standalone/ready-line.ts";

const adminKey = "drip_first_key";
const ready = { url: "http://127.0.0.1:1", aheadMs: 0 };

test.each([
  [false, "out"],
  [true, "err"],
])("a key that was made now is told once (on a terminal: %j)", (isOnTerminal, place) => {
  const told = readyLine({ ...ready, adminKey }, readConfig({}), { isOnTerminal });
  const { out, err } = told;
  expect((out + err).split(adminKey)).toHaveLength(2);
  expect(told[place as "out" | "err"]).toContain(adminKey);
  expect(JSON.parse(out)).toEqual({
    ready: true,
    url: ready.url,
    mailbox: `${ready.url}/mailbox`,
    pid: process.pid,
    ...(place === "out" && { adminKey }),
  });
});

test.each([
  [false, "out"],
  [true, "err"],
])("the link that signs in is told once (on a terminal: %j)", (isOnTerminal, place) => {
  const link = `${ready.url}/#signin=code`;
  const told = readyLine({ ...ready, console: link }, readConfig({}), { isOnTerminal });
  expect((told.out + told.err).split("signin=code")).toHaveLength(2);
  expect(told[place as "out" | "err"]).toContain(link);
  expect(JSON.parse(told.out).console).toBe(place === "out" ? link : undefined);
});

test("a key of before is not told", () => {
  const { out, err } = readyLine(ready, readConfig({}), { isOnTerminal: true });
  expect(JSON.parse(out)).not.toHaveProperty("adminKey");
  expect(err).toContain("as before");
});

test.each([
  [{}, true],
  [{ HOST: "127.0.0.2" }, true],
  [{ HOST: "::1" }, true],
  [{ HOST: "localhost" }, true],
  [{ HOST: "0.0.0.0" }, false],
  [{ HOST: "::" }, false],
  [{ HOST: "192.168.1.5" }, false],
  [{ HOST: "127.0.0.1.example.com" }, false],
  [{ HOST: "0.0.0.0", DRIPSTACK_DEV: "1" }, true],
  [{ HOST: "0.0.0.0", DRIPSTACK_SAMPLE: "1" }, false],
  [{ DRIPSTACK_SAMPLE: "0" }, false],
  [{ DRIPSTACK_SAMPLE: "0", DRIPSTACK_DEV: "1" }, true],
  [{ DRIPSTACK_DEV: "0" }, false],
])("%j has dev mode on: %j", (environment, dev) => {
  expect(readConfig(environment).dev).toBe(dev);
  const { err } = readyLine(ready, { ...readConfig(environment) }, { isOnTerminal: false });
  expect(err.includes("dev mode")).toBe(dev);
});
