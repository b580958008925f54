import { expect, test } from "vitest";
import { compileProgram, Definition } from "#shared/automation/language/index.ts";
import { inventContact, MAX_ITEMS, simulate } from "#shared/insight/simulation/index.ts";
import { DAY_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { send, wait } from "#test/golden/scenario.ts";

const START = Date.parse("2026-03-02T12:00:00Z");
const run = (steps: object, until = START + 20_000 * DAY_MS, enter: object[] = [{ event: "go" }]) =>
  simulate({
    program: compileProgram(
      "s",
      1,
      Definition.parse({ name: "s", enter, reentry: "after-exit", start: "a", steps }),
    ),
    contact: inventContact({}, START),
    events: [{ at: START, event: "go" }],
    start: START,
    until,
  });

test("a loop of a minute ends with the visits that a run may make, or with the entries", () => {
  const { timeline, endedBy } = run({ a: wait("PT1M", "b"), b: send("x", "a") });
  expect(timeline.length).toBeLessThanOrEqual(MAX_ITEMS);
  expect(endedBy).toBe("exited");
  expect(timeline.find(({ kind }) => kind === "exit")!.reason).toBe("more than 1000 visits");
});

test("a loop through a step whose name every object has ends as others do", () => {
  const { timeline } = run({ a: send("x", "constructor"), constructor: wait("PT1M", "a") });
  expect(timeline.find(({ kind }) => kind === "exit")!.reason).toBe("more than 1000 visits");
});

test("a loop without time ends too", () => {
  const { endedBy, timeline } = run({ a: send("x", "b"), b: { ...send("x", "a") } });
  expect(["too many entries", "exited"]).toContain(endedBy);
  expect(timeline.length).toBeLessThanOrEqual(MAX_ITEMS);
});

test("too many entries end it", () => {
  const { timeline, endedBy } = run({ a: wait("PT1H", null) }, START + 4_000 * DAY_MS, [
    { event: "go" },
    { schedule: "0 * * * *" },
  ]);
  expect([timeline.length, endedBy]).toEqual([MAX_ITEMS, "too many entries"]);
});

test("nothing is looked at beyond ten years, and no more instants than are bearable", () => {
  expect(run({ a: wait("P9Y", "b"), b: wait("P9Y", null) }).endedBy).toBe("time");
  const idle = run({ a: send("x") }, START + 4_000 * DAY_MS, [
    { event: "go" },
    { schedule: "0 * * * *", segment: "empty" },
  ]);
  expect(idle.endedBy).toBe("too many instants");
});

test("the same simulation gives the same timeline, and changes nothing that it was given", () => {
  const given = { a: send("x", "w"), w: wait("PT5M", null) };
  expect(run(given, START + 9 * MINUTE_MS)).toEqual(run(given, START + 9 * MINUTE_MS));
  const person = Object.freeze(inventContact({ attributes: { a: 1 } }, START));
  const before = JSON.stringify(person);
  simulate({
    program: compileProgram(
      "s",
      1,
      Definition.parse({
        ...{ name: "s", enter: [{ event: "go" }], start: "u" },
        steps: { u: { kind: "update", set: { a: 2 }, next: null } },
      }),
    ),
    ...{ contact: person, start: START, until: START },
    events: [{ at: START, event: "go" }],
  });
  expect(JSON.stringify(person)).toBe(before);
});
