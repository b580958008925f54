import { expect, test } from "vitest";
import type { Definition } from "../../../web/src/canvas/definition.ts";
import {
  anHourAfter,
  fromLocal,
  toLocal,
} from "../../../web/src/pages/sequences/simulate/moments.ts";
import {
  assumedOf,
  BY_CHANCE,
  exitAt,
  openSteps,
} from "../../../web/src/pages/sequences/simulate/outcomes.ts";
import { readData } from "../../../web/src/pages/sequences/simulate/script.ts";

const definition: Definition = {
  start: "half",
  steps: {
    tell: { kind: "notify", email: "a@example.com", template: "x", next: null },
    ask: { kind: "webhook", url: "https://example.com", map: { plan: "plan" }, next: "tell" },
    half: { kind: "split", ways: [{ next: "try" }, { weight: 3, next: null }] },
    try: {
      kind: "experiment",
      variants: [
        { name: "a", next: "ask" },
        { name: "b", next: null },
      ],
    },
  },
};
const assumed = (part: Partial<typeof BY_CHANCE>, of = definition) =>
  assumedOf(of, { ...BY_CHANCE, ...part }, readData);

test("what chance or another system decides is asked for, in the order of a run", () => {
  expect(openSteps(definition).map(({ name, ways, isRequest }) => [name, ways, isRequest])).toEqual(
    [
      ["half", ["1", "2"], false],
      ["try", ["a", "b"], false],
      ["ask", [], true],
    ],
  );
  expect(exitAt(definition.steps.try!, 0)).toEqual({ path: "/variants/0/next", target: "ask" });
});

test("choices are asked of the simulation as it takes them", () => {
  expect(assumed({})).toEqual({});
  expect(assumed({ ways: { half: "2", try: "b" } })).toEqual({ choose: { half: 2, try: "b" } });
  expect(assumed({ answers: { ask: "second" }, data: { ask: "plan=pro" } })).toEqual({
    answers: { ask: [{ outcome: "retry" }, { outcome: "ok", attributes: { plan: "pro" } }] },
  });
  expect(assumed({ answers: { ask: "silent" } })).toEqual({
    answers: { ask: [{ outcome: "silent" }] },
  });
  expect(assumed({ holdout: true })).toEqual({});
  expect(assumed({ holdout: false }, { ...definition, holdout: 10 })).toEqual({ holdout: false });
});

test("a choice that the edited definition no longer has is left out", () => {
  const { half, try: tried, ask } = definition.steps;
  const edited = {
    ...definition,
    steps: { half: half!, try: { ...tried!, variants: [{ name: "c", next: null }] }, ask: ask! },
  };
  const ways = { half: "3", try: "b", gone: "1" };
  expect(assumed({ ways, answers: { gone: "ok", half: "ok" } }, edited)).toEqual({});
});

test("an instant goes into the field for it and comes back, to the minute", () => {
  const iso = "2026-03-29T00:30:00.000Z";
  expect(fromLocal(toLocal(iso))).toBe(iso);
  expect([toLocal("soon"), fromLocal(""), fromLocal("soon")]).toEqual(["", undefined, undefined]);
  expect(anHourAfter(iso)).toBe("2026-03-29T01:30:00.000Z");
});
