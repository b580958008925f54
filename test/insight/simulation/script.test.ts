import { expect, test } from "vitest";
import * as z from "zod/mini";
import { readScript, scriptFields } from "#shared/insight/simulation/index.ts";
import { iso } from "#shared/kernel/time.ts";

const read = (script: object) =>
  readScript(z.strictObject(scriptFields()).parse({ from: "2026-01-31T09:00:00Z", ...script }), 0);

test("what happens so long after the start may be months after it, by the calendar", () => {
  const { events, until } = read({
    events: [
      { at: "P1M", event: "a" },
      { at: "P1MT1H", event: "b" },
    ],
    until: "P1Y",
  });
  expect(events.map(({ at }) => iso(at))).toEqual([
    "2026-02-28T09:00:00.000Z",
    "2026-02-28T10:00:00.000Z",
  ]);
  expect(iso(until)).toBe("2027-01-31T09:00:00.000Z");
});
