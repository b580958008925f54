import fc from "fast-check";
import { expect, test } from "vitest";
import { type Definition, ENTER } from "../../../web/src/canvas/definition.ts";
import {
  type Arrow,
  copySteps,
  freeName,
  insertStep,
  insertSteps,
  leadTo,
  removeStep,
  renameStep,
  targetOf,
} from "../../../web/src/canvas/edits.ts";
import { exitsFrom, exitsOf } from "../../../web/src/canvas/exits.ts";
import { begin, change, redo, undo } from "../../../web/src/parts/draft/history.ts";
import { definitions } from "./sequences.ts";

/** Any sequence, and one of its arrows. */
const withArrow = definitions.chain((definition) => {
  const arrows = [ENTER, ...Object.keys(definition.steps)].flatMap((from) =>
    exitsFrom(definition, from).map(({ path }): Arrow => ({ from, path })),
  );
  return fc.record({ definition: fc.constant(definition), arrow: fc.constantFrom(...arrows) });
});

/** Every name that an exit leads to is a step. */
const isWhole = ({ start, steps }: Definition) =>
  start in steps &&
  Object.values(steps).every((step) =>
    exitsOf(step).every(({ target }) => target === null || target in steps),
  );

test("a step put into an arrow leads to where the arrow led, and removing it restores all", () => {
  fc.assert(
    fc.property(withArrow, ({ definition, arrow }) => {
      const before = structuredClone(definition);
      const edited = insertStep(definition, arrow, "new", { kind: "wait", for: "P1D", next: null });
      expect(targetOf(edited, arrow)).toBe("new");
      expect(targetOf(edited, { from: "new", path: "/next" })).toBe(targetOf(definition, arrow));
      expect(isWhole(edited)).toBe(true);
      expect(JSON.stringify(removeStep(edited, "new"))).toBe(JSON.stringify(definition));
      expect(definition).toEqual(before);
    }),
  );
});

test("a new step stands in the document behind the one that it follows", () => {
  const definition: Definition = {
    start: "a",
    steps: { a: { kind: "send", next: "c" }, c: { kind: "send", next: null } },
  };
  const edited = insertStep(definition, { from: "a", path: "/next" }, "b", {
    kind: "branch",
    cases: [{ when: {}, next: null }],
    otherwise: null,
  });
  expect(Object.keys(edited.steps)).toEqual(["a", "b", "c"]);
  expect(exitsOf(edited.steps.b!).map(({ target }) => target)).toEqual(["c", "c"]);
});

test("a removed step leaves no arrow without a step, and the first step can't go for nothing", () => {
  fc.assert(
    fc.property(definitions, (definition) => {
      for (const name of Object.keys(definition.steps)) {
        const edited = removeStep(definition, name);
        if (edited) expect(isWhole(edited)).toBe(true);
        else expect(definition.start).toBe(name);
      }
    }),
  );
});

test("copied steps keep the arrows among them and lead on to where the arrow led", () => {
  fc.assert(
    fc.property(withArrow, fc.nat(), ({ definition, arrow }, seed) => {
      const names = Object.keys(definition.steps).filter((_, at) => (seed >> (at % 31)) & 1);
      const clip = copySteps(definition, names);
      if (!clip) return;
      const edited = insertSteps(definition, arrow, clip);
      expect(isWhole(edited)).toBe(true);
      const added = Object.keys(edited.steps).length - Object.keys(definition.steps).length;
      expect(added).toBe(names.length);
    }),
  );
});

test("a renamed step is renamed wherever an arrow leads to it", () => {
  fc.assert(
    fc.property(definitions, (definition) => {
      const edited = renameStep(definition, "step-0", "other")!;
      expect(isWhole(edited)).toBe(true);
      expect(JSON.stringify(renameStep(edited, "other", "step-0"))).toBe(
        JSON.stringify(definition),
      );
    }),
  );
  const taken: Definition = { start: "a", steps: { a: { kind: "exit" }, b: { kind: "exit" } } };
  expect(renameStep(taken, "a", "b")).toBeUndefined();
  expect(renameStep(taken, "a", "Not a name")).toBeUndefined();
});

test("names are free, and written as step names are", () => {
  const definition: Definition = { start: "wait", steps: { wait: { kind: "wait", next: null } } };
  expect(freeName(definition, "wait")).toBe("wait-2");
  expect(freeName(definition, "waitFor")).toBe("wait-for");
});

test("the first arrow can't be led to the end", () => {
  const definition: Definition = { start: "a", steps: { a: { kind: "exit" } } };
  expect(leadTo(definition, { from: ENTER, path: "/start" }, null)).toBe(definition);
});

test("changes can be undone and done again; a new change forgets what was undone", () => {
  const history = change(change(begin("a"), "b"), "c");
  expect(undo(history).present).toBe("b");
  expect(redo(undo(history)).present).toBe("c");
  expect(redo(change(undo(history), "d")).present).toBe("d");
  expect(undo(undo(undo(history))).present).toBe("a");
});
