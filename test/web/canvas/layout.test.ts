import fc from "fast-check";
import { expect, test } from "vitest";
import { type Definition, ENTER } from "../../../web/src/canvas/definition.ts";
import { exitsFrom } from "../../../web/src/canvas/exits.ts";
import { layoutOf, type Place } from "../../../web/src/canvas/layout.ts";
import { definitions } from "./sequences.ts";

const overlap = (a: Place, b: Place) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

test("every step, open end and arrow of any sequence is in the picture, once", () => {
  fc.assert(
    fc.property(definitions, (definition) => {
      const { nodes, edges, places } = layoutOf(definition);
      expect(new Set(nodes).size).toBe(nodes.length);
      expect(nodes).toEqual(expect.arrayContaining(Object.keys(definition.steps)));
      expect([...places.keys()].toSorted()).toEqual(nodes.toSorted());
      const exits = [ENTER, ...Object.keys(definition.steps)].flatMap((from) =>
        exitsFrom(definition, from),
      );
      expect(edges.length).toBe(exits.length);
    }),
  );
});

test("no two nodes of any sequence overlap, and arrows of runs lead down unless they loop", () => {
  fc.assert(
    fc.property(definitions, (definition) => {
      const { edges, places, unreached } = layoutOf(definition);
      const all = [...places.values()];
      for (const [at, one] of all.entries()) {
        for (const other of all.slice(at + 1)) expect(overlap(one, other)).toBe(false);
      }
      for (const { from, to, isBack } of edges) {
        if (!isBack && !unreached.includes(from))
          expect(places.get(to)!.y).toBeGreaterThan(places.get(from)!.y);
      }
    }),
  );
});

test("the ways of a branch stand side by side, and what they join in stands below the middle", () => {
  const definition: Definition = {
    start: "ask",
    steps: {
      ask: { kind: "branch", cases: [{ when: {}, next: "pro" }], otherwise: "free" },
      pro: { kind: "send", template: "pro", next: "thanks" },
      free: { kind: "send", template: "free", next: "thanks" },
      thanks: { kind: "send", template: "thanks", next: null },
    },
  };
  const { places } = layoutOf(definition);
  const [ask, pro, free, thanks] = ["ask", "pro", "free", "thanks"].map((n) => places.get(n)!);
  expect(pro!.y).toBe(free!.y);
  expect(pro!.x).toBeLessThan(free!.x);
  expect(thanks!.y).toBeGreaterThan(pro!.y);
  expect(thanks!.x).toBe(ask!.x);
});

test("the picture depends on the definition alone", () => {
  fc.assert(
    fc.property(definitions, (definition) => {
      const copy = structuredClone(definition);
      expect([...layoutOf(copy).places]).toEqual([...layoutOf(definition).places]);
    }),
  );
});

test("an arrow past the ways of a fork has a lane beside them", () => {
  const { places, lanes, jumps } = layoutOf({
    start: "ask",
    steps: {
      ask: { kind: "branch", cases: [{ when: {}, next: "pro" }], otherwise: "thanks" },
      pro: { kind: "send", template: "pro", next: "thanks" },
      thanks: { kind: "wait", for: "P1D", next: "ask" },
    },
  });
  const lane = lanes.get("ask/otherwise")!;
  const pro = places.get("pro")!;
  expect(lane).toBeGreaterThan(pro.x + pro.width);
  expect(lanes.get("ask/cases/0/next")).toBe(pro.x + pro.width / 2);
  expect([...jumps]).toEqual(["thanks/next"]);
});

test("every arrow has a lane, and only what leads up is a jump", () => {
  fc.assert(
    fc.property(definitions, (definition) => {
      const { edges, lanes, jumps, places } = layoutOf(definition);
      for (const { id, from, to, isBack } of edges) {
        expect(lanes.has(id)).toBe(true);
        if (isBack) expect(jumps.has(id)).toBe(true);
        if (!jumps.has(id)) expect(places.get(to)!.y).toBeGreaterThan(places.get(from)!.y);
      }
    }),
  );
});
