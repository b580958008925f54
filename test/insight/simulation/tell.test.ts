import { expect, test } from "vitest";
import { play } from "./drawn-case.ts";

/** A sequence that emits its own way in, so that runs follow each other at one instant. */
const drawn = {
  definition: {
    name: "Echo",
    start: "again",
    steps: { again: { kind: "emit", event: "go", next: null } },
  },
  ...{ entry: "go", contact: 1, zone: "UTC", attributes: {}, signals: [] },
};

test("each run of one instant is told, though all read the same", () => {
  const { timeline } = play(drawn as never);
  const told = timeline.map(({ kind, decision }) => `${kind} ${decision}`);
  const run = ["entered entered", "effect emitted", "exit completed"];
  const last = ["entered entered", "effect loop-guard", "exit completed"];
  expect(told).toEqual(["event go", ...Array.from({ length: 10 }, () => run).flat(), ...last]);
});
