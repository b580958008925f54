import { expect, test } from "vitest";
import type { Write } from "#shared/ports/table.ts";
import { Caller } from "./caller.ts";
import type { Schedule } from "./schedule.ts";

const LEASE_MS = 300_000;
const claim: Write = {
  put: { table: "people", pk: "main#c_1", sk: "c#1" },
  v: 1,
  data: { id: "m", status: "sending", token: "t" },
  expect: 1,
};

/** Whether a claim that was asked for at these instants, and ended at `end`, was held too long. */
function isHeldTooLong(askedAt: number[], end: number): boolean {
  const caller = new Caller("deliver:1", {} as Schedule, { diesAt: 0, isOld: false });
  for (const at of askedAt) caller.asks([claim], at);
  caller.claimed("m", "main#c_1", "t");
  return caller.settled("m", end);
}

test.each([
  ["ended within its lease", [0], LEASE_MS - 1, false],
  ["ended when the lease was over", [0], LEASE_MS, true],
  ["stored at the second try, ended within the first one's lease", [0, 9_000], LEASE_MS - 1, false],
  ["stored at the second try, ended after the first one's lease", [0, 9_000], LEASE_MS, true],
])("a claim is held too long from when it was first asked for: %s", (_, askedAt, end, expected) => {
  expect(isHeldTooLong(askedAt, end)).toBe(expected);
});

test("a mail that was not claimed is not held too long", () => {
  const caller = new Caller("deliver:1", {} as Schedule, { diesAt: 0, isOld: false });
  caller.asks([claim], 0);
  expect(caller.settled("m", LEASE_MS)).toBe(false);
});
