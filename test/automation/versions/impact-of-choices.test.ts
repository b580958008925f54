import { expect, test } from "vitest";
import { Definition } from "#shared/automation/language/index.ts";
import { compareVersions, type StepChoice } from "#shared/automation/versions/impact.ts";

const send = (template: string, next: string | null) => ({ kind: "send", template, next });
const wait = (next: string | null) => ({ kind: "wait", for: "P1D", next });
const old = Definition.parse({
  ...{ name: "Test", enter: [{ api: true }], start: "hello" },
  steps: {
    hello: send("hello", "day"),
    day: wait("tips"),
    tips: send("tips", "week"),
    week: wait("offer"),
    offer: send("offer", null),
  },
});
const onDay = { step: "day", sends: { hello: "m1" } };

test.each<[string, StepChoice, object]>([
  ["who finishes", { do: "finish" }, { change: "unchanged", skipped: [], rules: [] }],
  ["whose run ends", { do: "exit" }, { change: "skipped", skipped: ["tips", "offer"], rules: [] }],
  [
    "who goes on further down, at other times",
    { do: "move", to: "tips" },
    { change: "rules", skipped: [], repeated: [], rules: ["/steps/tips"] },
  ],
  ["who goes on past a mail", { do: "move", to: "week" }, { change: "skipped", skipped: ["tips"] }],
  ["who goes back", { do: "move", to: "hello" }, { change: "repeated", repeated: ["hello"] }],
  ["who goes nowhere", { do: "move", to: "gone" }, { change: "stranded" }],
])("%s: the impact under that choice", (_, choice, impact) => {
  expect(compareVersions(old, old, () => choice)(onDay)).toMatchObject(impact);
});
