import fc from "fast-check";
import { expect, test } from "vitest";
import type { Definition } from "../../../web/src/canvas/definition.ts";
import {
  describeExit,
  describeStep,
  describeTrigger,
} from "../../../web/src/canvas/describe-step.ts";
import { freeName, insertStep, removeStep, renameStep } from "../../../web/src/canvas/edits.ts";
import { type Layout, layoutOf } from "../../../web/src/canvas/layout.ts";
import { LiteralError, readLiteral } from "../../../web/src/canvas/literal.ts";
import { modeOf, modesOf, shownFields } from "../../../web/src/canvas/modes.ts";
import { newStep } from "../../../web/src/canvas/new-step.ts";
import { outlineOf } from "../../../web/src/canvas/outline.ts";
import { CODES, printCode, readCode } from "../../../web/src/canvas/typescript.ts";
import { KINDS } from "../../../web/src/pages/sequences/kinds.ts";
import { english, inGerman } from "./words.ts";

type Draw = (shown: Definition, layout: Layout) => unknown;
// It is typed for the browser.
const FLOW = "../../../web/src/pages/sequences/canvas/flow.ts";
const { edgesOf, nodesOf } = (await import(FLOW)) as { edgesOf: Draw; nodesOf: Draw };

/** In every object without being its own, and what the console calls places of its own. */
const INHERITED = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"];
const name = fc.oneof(
  fc.constantFrom(...INHERITED, "a", "b", "enter:", "end:a/next", "a/next", "", "0"),
  fc.string({ maxLength: 4 }),
);
const kind = fc.constantFrom(...INHERITED, ...KINDS.map((one) => one.kind), "", "other");
const field = fc.constantFrom(
  ...["next", "otherwise", "cases", "ways", "variants", "events", "event", "where", "condition"],
  ...["for", "until", "timeout", "template", "set", "subscribed", "url", "email", "reason", "on"],
  ...["sequence", "metric", ...INHERITED],
);
const way = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.record(
    { next: fc.oneof(name, fc.constant(null)), weight: fc.jsonValue(), when: fc.jsonValue() },
    { requiredKeys: [] },
  ),
);
const inner = fc.oneof(name, fc.array(way, { maxLength: 3 }), fc.jsonValue({ maxDepth: 3 }));
const step = fc
  .tuple(kind, fc.array(fc.tuple(field, inner), { maxLength: 6 }))
  .map(([kind, fields]) => Object.fromEntries([...fields, ["kind", kind]]));
const trigger = fc.dictionary(
  fc.constantFrom("event", "where", "schedule", "segment", "attribute", "to", "date", "click"),
  inner,
);
/** What the canvas is ready to draw, and whatever else is in it. */
const definition = fc
  .tuple(fc.array(fc.tuple(name, step), { maxLength: 6 }), name, inner, fc.array(trigger))
  .map(([steps, start, name, enter]) => ({
    name,
    enter,
    start,
    steps: Object.fromEntries(steps),
  }));

/** All that the page makes of a definition; each of it throws where something is not expected. */
function showAll(shown: Definition) {
  const layout = layoutOf(shown);
  nodesOf(shown, layout);
  edgesOf(shown, layout);
  outlineOf(shown);
  for (const words of [english, inGerman]) {
    const triggers = Array.isArray(shown.enter) ? shown.enter : [];
    for (const one of triggers) expect(describeTrigger(one, words)).toBeTypeOf("string");
    for (const step of Object.values(shown.steps))
      expect(describeStep(step, words)).toBeTypeOf("string");
    for (const { from, path, to } of layout.edges) {
      const step = Object.hasOwn(shown.steps, from) ? shown.steps[from] : undefined;
      if (step) describeExit(step, { path, target: to }, words);
    }
  }
  for (const step of Object.values(shown.steps)) {
    for (const one of modesOf(step.kind)) one.make(step);
    modeOf(step);
    shownFields(step, Object.keys(step));
    newStep(step.kind);
  }
  for (const code of CODES) printCode(shown, code);
  const free = freeName(shown, "constructor");
  insertStep(shown, { from: shown.start, path: "/next" }, free, newStep("wait"));
  for (const name of Object.keys(shown.steps)) {
    removeStep(shown, name);
    renameStep(shown, name, "to-string");
  }
}

/** Reads a text and shows it; only what is wrong with the text may be said. */
function open(text: string) {
  let read: Definition;
  try {
    read = readCode(text).definition;
  } catch (error) {
    expect(error).toBeInstanceOf(LiteralError);
    return;
  }
  showAll(read);
}

test("any definition that the canvas draws is read, laid out, described and printed", () => {
  fc.assert(
    fc.property(definition, (made) => {
      open(JSON.stringify(made));
      open(printCode(made as unknown as Definition, "typescript"));
    }),
    { numRuns: 400 },
  );
});

test("any JSON is read or refused with its place", () => {
  fc.assert(fc.property(fc.json(), open), { numRuns: 300 });
});

test("any text that looks like code is read or refused with its place", () => {
  const part = fc.constantFrom(
    ...[
      "sequence(",
      ")",
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      "`",
      '"',
      "'",
      "\\",
      "${",
      "//",
      "/*",
      "*/",
    ],
    ...["start", "steps", "kind", '"a"', "'wait'", "`x`", "import x\n", "export default ", "\n"],
    ...["\\u{110000}", '"\\u{110000}"', "'\\u{ffffffffffff}'", '"\\ud800"', '"\\x4"', "1e999"],
    ...["-", "0", "01", "null", "true", "undefined", ...INHERITED],
  );
  const text = fc.array(fc.oneof(part, fc.string({ maxLength: 3 }))).map((all) => all.join(""));
  fc.assert(fc.property(text, open), { numRuns: 1_000 });
});

test("words that every object has are no values", () => {
  for (const word of INHERITED) expect(() => readLiteral(word)).toThrow(LiteralError);
});

test("a step that leads to a name which every object has leads nowhere", () => {
  for (const to of INHERITED) {
    const { edges } = layoutOf({ start: "a", steps: { a: { kind: "wait", next: to } } });
    expect(edges.map((edge) => edge.to)).toEqual(["a", "end:a/next"]);
  }
});

test("a kind that no step has is called by its name", () => {
  for (const kind of INHERITED) {
    expect(describeStep({ kind }, english)).toBe(kind);
    expect(modesOf(kind)).toEqual([]);
    expect(newStep(kind)).toEqual({ kind, next: null });
  }
});
