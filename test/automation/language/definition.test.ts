import { expect, test } from "vitest";
import { Definition } from "#shared/automation/language/index.ts";
import { welcome } from "../runs/run.ts";

const base = welcome as { steps: Record<string, object> };
const pathsOf = (definition: unknown) => {
  const parsed = Definition.safeParse(definition);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join("/"));
};

test("the sample is a good definition", () => {
  expect(pathsOf(base)).toEqual([]);
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

test("a condition about another topic than all mail is refused with its place", () => {
  const steps = {
    ...base.steps,
    plan: {
      kind: "branch",
      cases: [{ when: { topic: "news", is: true }, next: null }],
      otherwise: null,
    },
  };
  expect(pathsOf({ ...base, steps })).toContain("steps/plan/cases/0/when/topic");
});

test("a name that can not be kept is refused, and not silently dropped", () => {
  const lost = JSON.parse('{"__proto__": "a"}');
  const paths = [
    { kind: "update", set: lost, next: null },
    { kind: "webhook", url: "https://example.com", map: lost, next: null },
  ].flatMap((step) => pathsOf({ ...base, start: "a", steps: { a: step } }));
  expect(paths).toEqual(["steps/a/set/__proto__", "steps/a/map/__proto__"]);
});
