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

test.each([
  ["a wait of no time", { hello: { kind: "wait", for: "PT0S", next: "hello" } }],
  [
    "a wait for one of our own events",
    {
      hello: { kind: "send", template: "welcome-hello", next: "sent" },
      sent: {
        kind: "waitFor",
        event: "message.sent",
        timeout: "P1D",
        next: "hello",
        otherwise: null,
      },
    },
  ],
])("lint finds a loop that only %s stands in", (_, steps) => {
  const definition = Definition.parse({ ...base, start: "hello", steps });
  expect(lint(definition, around).map(({ path }) => path)).toEqual(["/steps/hello"]);
});

test("our own mails can not let the same people in again and again", () => {
  const enter = [{ event: "message.sent" }];
  const endless = Definition.parse({ ...base, enter, reentry: "after-exit" });
  expect(lint(endless, around).map(({ path }) => path)).toEqual(["/enter/0"]);
  expect(lint(Definition.parse({ ...base, enter }), around)).toEqual([]);
});

test("a name that can not be kept is refused, and not silently dropped", () => {
  const lost = JSON.parse('{"__proto__": "a"}');
  const paths = [
    { kind: "update", set: lost, next: null },
    { kind: "webhook", url: "https://example.com", map: lost, next: null },
  ].flatMap((step) => pathsOf({ ...base, start: "a", steps: { a: step } }));
  expect(paths).toEqual(["steps/a/set/__proto__", "steps/a/map/__proto__"]);
});
