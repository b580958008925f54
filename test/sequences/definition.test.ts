import { expect, test } from "vitest";
import { Definition, lint } from "#shared/sequences/index.ts";
import { welcome } from "./run.ts";

const base = welcome as { steps: Record<string, object> };
const around = {
  templates: new Set(["welcome-hello", "welcome-pro", "welcome-nudge"]),
  sender: true,
  postalAddress: true,
};
const pathsOf = (definition: unknown) => {
  const parsed = Definition.safeParse(definition);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join("/"));
};

test("the sample is a good definition and passes lint", () => {
  expect(pathsOf(base)).toEqual([]);
  expect(lint(Definition.parse(base), around)).toEqual([]);
});

test.each([
  ["a dangling start", { ...base, start: "nowhere" }, "start"],
  [
    "a dangling step",
    { ...base, steps: { ...base.steps, day: { kind: "wait", for: "P1D", next: "gone" } } },
    "steps/day/next",
  ],
  [
    "an unknown kind",
    { ...base, steps: { ...base.steps, day: { kind: "dance", next: null } } },
    "steps/day/kind",
  ],
  [
    "a bad duration",
    { ...base, steps: { ...base.steps, day: { kind: "wait", for: "soon", next: "click" } } },
    "steps/day/for",
  ],
])("%s is refused with its place", (_, definition, path) => {
  expect(pathsOf(definition)).toContain(path);
});

test("unknown fields are refused", () => {
  expect(pathsOf({ ...base, colour: "red" })).toEqual([""]);
});

test.each([
  ["a missing template", { ...around, templates: new Set<string>() }, "/steps/hello/template"],
  ["a missing sender", { ...around, sender: false }, "/settings/from"],
  ["a missing postal address", { ...around, postalAddress: false }, "/settings/postalAddress"],
])("lint finds %s", (_, surroundings, path) => {
  expect(lint(Definition.parse(base), surroundings).map((fault) => fault.path)).toContain(path);
});

test("lint finds a step that nobody reaches and a loop without a wait", () => {
  const steps = {
    hello: { kind: "send", template: "welcome-hello", next: "again" },
    again: {
      kind: "branch",
      cases: [{ when: { attribute: "a", is: 1 }, next: "hello" }],
      otherwise: null,
    },
    alone: { kind: "exit" },
  };
  const faults = lint(Definition.parse({ ...base, start: "hello", steps }), around);
  expect(faults.map(({ path }) => path)).toEqual(["/steps/alone", "/steps/hello"]);
});
