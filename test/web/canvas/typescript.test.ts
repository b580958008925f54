import fc from "fast-check";
import { expect, test } from "vitest";
import { onboarding } from "../../../examples/onboarding/sequence.ts";
import { trial } from "../../../examples/trial/sequence.ts";
import type { Definition } from "../../../web/src/canvas/definition.ts";
import { insertStep } from "../../../web/src/canvas/edits.ts";
import { LiteralError } from "../../../web/src/canvas/literal.ts";
import { CODES, printCode, readCode } from "../../../web/src/canvas/typescript.ts";
import { definitions } from "./sequences.ts";

/** Sequences with any texts, keys and values in them. */
const wild: fc.Arbitrary<Definition> = fc
  .tuple(
    definitions,
    fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
    fc.string({ unit: "grapheme" }),
  )
  .map(([definition, extra, name]) => ({
    ...definition,
    name,
    steps: { ...definition.steps, extra: { kind: "update", set: extra, next: null } },
  }));

/** Equal in every byte, the order of fields included; a negative zero is a zero. */
const bytes = (value: unknown) => JSON.stringify(value);

test("any sequence is the same after it was code, in JSON and in TypeScript", () => {
  fc.assert(
    fc.property(wild, (definition) => {
      for (const code of CODES) {
        const text = printCode(definition, code);
        const read = readCode(text).definition;
        expect(bytes(read)).toBe(bytes(definition));
        expect(printCode(read, code)).toBe(text);
      }
    }),
  );
});

test("a step put in adds lines to the code, and changes the one that leads to it", () => {
  const definition = trial as unknown as Definition;
  for (const code of CODES) {
    const before = printCode(definition, code).split("\n");
    const edited = insertStep(definition, { from: "tips", path: "/next" }, "new", { kind: "exit" });
    const after = printCode(edited, code).split("\n");
    const gone = before.filter((line) => !after.includes(line));
    expect(gone.length).toBe(1);
    expect(gone[0]).toContain("two-days-before");
  }
});

test("the code of an example reads as the example itself does", () => {
  const definition = JSON.parse(JSON.stringify(onboarding)) as Definition;
  const text = printCode(definition, "typescript");
  expect(text).toContain('    day: { kind: "wait", for: "P1D", next: "first-project" },\n');
  expect(text).toContain('    "hand-over": {');
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(104);
});

test("what people write is read: comments, single quotes, trailing commas, code around it", () => {
  const { definition, places } = readCode(`
import { sequence } from "../workspace.ts"; // of sequence( things

/** A sequence( in words. */
export const welcome = sequence({
  name: 'It\\'s "me"', // said so
  start: \`a\`,
  steps: {
    a: { kind: "exit", reason: "\\u00e9", },
  },
});

export default welcome;
`);
  expect(definition).toEqual({
    name: 'It\'s "me"',
    start: "a",
    steps: { a: { kind: "exit", reason: "é" } },
  });
  expect(places.has("/steps/a/reason")).toBe(true);
});

test("a mistake is told with its line and column", () => {
  const fault = (text: string) => {
    try {
      readCode(text);
      return undefined;
    } catch (error) {
      const { line, column, message } = error as LiteralError;
      expect(error).toBeInstanceOf(LiteralError);
      return [line, column, message];
    }
  };
  expect(fault('{\n  "name": "a"\n  "start": "b"\n}')).toEqual([3, 3, ", or } is missing here"]);
  expect(fault("{ name: hello }")).toEqual([1, 9, '"hello" is no value: texts stand in quotes']);
  expect(fault("{ a: 1, a: 2 }")).toEqual([1, 9, '"a" stands here twice']);
  expect(fault('{ start: "a" }')?.[2]).toMatch(/steps/);
  expect(fault('{ start: "a", steps: { a: {} } }')?.[2]).toMatch(/"a" needs a `kind`/);
  expect(fault("")?.[2]).toMatch(/missing/);
  expect(fault(`{ a: ${"[".repeat(5000)}`)?.[2]).toBe("too deep");
});
