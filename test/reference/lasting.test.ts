import { expect, test } from "vitest";
import type { Case, Signal } from "./arbitrary.ts";
import { Lockstep } from "./lockstep.ts";

/** A case found at random, cut down to what matters. */
const play = (definition: object, signals: Signal[], attributes = {}) => {
  const fates: Case["fates"] = [undefined];
  const rest = {
    contact: 0,
    cascade: 0,
    lags: [0],
    entry: "signed_up",
    winner: undefined,
    attributes,
    zone: "UTC",
  };
  const whole = { name: "Tour", enter: [{ event: "signed_up" }], start: "s0", ...definition };
  return new Lockstep({ ...rest, definition: whole, signals, fates }).play();
};
const HOOK = { kind: "webhook", url: "https://example.com/hook", next: null } as const;

test("a run that waits for the mail before hears of it in time, whatever it was to wake at until then", () => {
  const scene = play(
    {
      steps: {
        s0: { kind: "send", template: "hello", next: "s1" },
        s1: { kind: "wait", until: { attribute: "due" }, next: null },
      },
    },
    [{ kind: "attributes", after: 5, attributes: { due: "2026-03-27T11:05:00Z" } }],
    { due: "2027-03-27" },
  );
  expect(scene.run.dueAt).toBe(scene.now + 15 * 60_000);
});

test("an instant at which an exit condition might change makes no request go sooner", () => {
  const scene = play(
    {
      steps: { s0: HOOK },
      exit: [{ event: "visited", within: "PT5M", sum: { field: "total", gte: 9 } }],
    },
    [{ kind: "event", after: 0, late: 4, name: "visited", data: { total: 1 } }, { kind: "due" }],
  );
  expect(scene.requests).toHaveLength(1);
});
