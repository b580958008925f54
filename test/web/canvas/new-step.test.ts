import fc from "fast-check";
import { expect, test } from "vitest";
import { Definition as ApiDefinition } from "#shared/automation/language/index.ts";
import { type Definition, ENTER } from "../../../web/src/canvas/definition.ts";
import { freeName, insertStep } from "../../../web/src/canvas/edits.ts";
import { firstPlace } from "../../../web/src/canvas/empty-places.ts";
import { isEnd } from "../../../web/src/canvas/graph.ts";
import { layoutOf } from "../../../web/src/canvas/layout.ts";
import { newStep } from "../../../web/src/canvas/new-step.ts";
import { newTrigger } from "../../../web/src/canvas/new-trigger.ts";
import { roundPath } from "../../../web/src/canvas/path.ts";
import { arrowAt, walk } from "../../../web/src/canvas/walk.ts";
import { faultFindings, isOnlyEmpty } from "../../../web/src/pages/sequences/faults.ts";
import { KINDS, TRIGGERS } from "../../../web/src/pages/sequences/kinds.ts";
import { idOf, SAMPLES, sampleOf } from "../../../web/src/pages/sequences/list/samples.ts";
import { texts as canvasTexts } from "../../../web/src/text/en/canvas.ts";
import { texts } from "../../../web/src/text/en/steps.ts";
import { faultsOf } from "./faults-of.ts";
import { definitions } from "./sequences.ts";

const first: Definition = {
  name: "One",
  enter: [{ event: "signed_up" }],
  start: "hello",
  steps: { hello: { kind: "send", template: "hello", next: null } },
};

test("a new step of every kind is whole but for what is empty, where its form is entered", () => {
  const entered = new Map<string, string>();
  expect(KINDS.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(texts.kind).toSorted());
  for (const { kind } of KINDS) {
    const name = freeName(first, kind);
    const arrow = { from: "hello", path: "/next" };
    const step = newStep(kind);
    const faults = faultsOf(insertStep(first, arrow, name, step));
    const place = firstPlace(step, `/steps/${name}`);
    if (faults.length > 0)
      expect(isOnlyEmpty(faults, { steps: { [name]: step } }), kind).toBe(true);
    if (faults.length > 0) expect(faults[0]!.path, kind).toBe(place);
    entered.set(kind, place.split("/").slice(3).join("/"));
  }
  expect(Object.fromEntries(entered)).toEqual({
    ...{ send: "template", wait: "for", waitFor: "event", branch: "cases/0/when/attribute" },
    ...{ split: "ways", experiment: "variants", update: "set/", emit: "event", webhook: "url" },
    ...{ notify: "url", enroll: "sequence", exit: "" },
  });
});

test("what is empty says what is to be chosen, once; other faults stay as they are", () => {
  const steps = {
    one: { kind: "emit", event: "", next: null },
    two: { kind: "exit", reason: 1 },
    three: { kind: "update", set: { "": "" }, next: null },
  };
  const definition = { ...first, start: "one", steps };
  const found = faultFindings(faultsOf(definition), definition, canvasTexts);
  expect(found.map(({ path, message }) => [path, message])).toEqual([
    ["/steps/one/event", "Choose an event"],
    ["/steps/two/reason", expect.stringContaining("expected string")],
    ["/steps/three/set/", "Give it a name"],
  ]);
});

test("a new trigger of every kind is whole but for what is empty", () => {
  const kinds = TRIGGERS.map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(Object.keys(texts.trigger).toSorted());
  expect(kinds.toSorted()).toEqual(Object.keys(texts.triggerAbout).toSorted());
  for (const kind of kinds) {
    const trigger = newTrigger(kind);
    expect(Object.keys(trigger)[0]).toBe(kind);
    const faults = faultsOf({ ...first, enter: [trigger] });
    expect(new Set(faults.map(({ path }) => path)).size, kind).toBe(kind === "api" ? 0 : 1);
    for (const { path } of faults) expect(path).toBe(firstPlace(trigger, "/enter/0"));
  }
});

test("every sample is a draft that the API takes", () => {
  for (const sample of SAMPLES) {
    const draft = sampleOf(sample, { name: "Any", event: "signed_up" }, ["receipt"]);
    expect(ApiDefinition.safeParse(draft).error, sample).toBeUndefined();
  }
  expect(idOf("Welcome, Ünal! ")).toBe("welcome-unal");
});

test("the arrow keys reach every place, and up leads back", () => {
  fc.assert(
    fc.property(definitions, (definition) => {
      const layout = layoutOf(definition);
      const seen = new Set([ENTER]);
      const open = [ENTER];
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        for (const direction of ["down", "left", "right", "up"] as const) {
          const next = walk(layout, at, direction);
          if (next === undefined || seen.has(next)) continue;
          seen.add(next);
          open.push(next);
        }
      }
      const arrows = layout.edges.filter(({ id }) => !layout.jumps.has(id));
      const ways = Map.groupBy(arrows, ({ from }) => from);
      // Of a fork's ways the first is below; the others stand beside it.
      const straight = [...ways.values()].filter((own) => own.length === 1).flat();
      for (const { from, to } of straight) expect(walk(layout, from, "down")).toBe(to);
      for (const id of seen) {
        const up = walk(layout, id, "up");
        if (up) expect(layout.places.get(up)!.y).toBeLessThan(layout.places.get(id)!.y);
      }
      expect(layout.nodes.filter((id) => !seen.has(id))).toEqual([]);
    }),
  );
});

test("a step is added at an end's own arrow, and at the first arrow out of a step", () => {
  const layout = layoutOf(first);
  const end = layout.nodes.find(isEnd)!;
  expect(arrowAt(layout, end)).toEqual({ from: "hello", path: "/next" });
  expect(arrowAt(layout, "hello")).toEqual({ from: "hello", path: "/next" });
  expect(arrowAt(layout, ENTER)).toEqual({ from: ENTER, path: "/start" });
});

test("an arrow's line has round corners, and none where it goes straight on", () => {
  expect(
    roundPath([
      { x: 0, y: 0 },
      { x: 0, y: 0 },
      { x: 0, y: 50 },
    ]),
  ).toBe("M0,0L0,50");
  expect(
    roundPath([
      { x: 0, y: 0 },
      { x: 0, y: 40 },
      { x: 60, y: 40 },
    ]),
  ).toBe("M0,0L0,30Q0,40 10,40L60,40");
});
