import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { Condition } from "#shared/audience/conditions/index.ts";
import { Definition, Migrations } from "#shared/automation/language/index.ts";
import { faultsOf } from "#shared/automation/language/migration.ts";
import { Step } from "#shared/automation/steps/index.ts";
import { KINDS } from "#shared/automation/steps/step-kinds.ts";
import { KINDS as TRIGGERS } from "#shared/automation/triggers/trigger-kinds.ts";
import { scriptFields } from "#shared/insight/simulation/index.ts";

const page = readFileSync(new URL("../../docs/sequences.md", import.meta.url), "utf8");

/** The JSON of a section: its blocks, and the inline code that looks like an object or a string. */
function examplesIn(heading: string): { blocks: unknown[]; inline: unknown[] } {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (!section) throw new Error(`there is no section ${heading}`);
  const blocks = [...section.matchAll(/^```json\n(.*?)^```/gms)].map(([, text]) => text!);
  const prose = section.replaceAll(/^```.*?^```/gms, "");
  const inline = [...prose.matchAll(/`([{"][^`]*)`/g)].map(([, text]) => text!);
  const parse = (text: string): unknown => JSON.parse(text);
  return { blocks: blocks.map(parse), inline: inline.filter(isWhole).map(parse) };
}

/**
 * Prose names fields too: `"$schema"`, `"reentry": {…}`; and places of templates: `{{ event.total
 * }}`.
 */
const isWhole = (text: string) => !/^("(?!never|after-exit)|\{\{)/.test(text);

const shell = { name: "a", enter: [], start: "a", steps: { a: { kind: "exit" } } };
const inDefinition = (field: string) => (value: unknown) =>
  Definition.parse({ ...shell, [field]: value });
const by = (schema: z.ZodMiniType) => (value: unknown) => schema.parse(value);

const SECTIONS: [heading: string, count: number, parse: (value: unknown) => unknown][] = [
  ["Triggers", 9, (value) => Definition.parse({ ...shell, enter: [value] })],
  ["Re-entry", 4, inDefinition("reentry")],
  ["Steps", 19, by(Step)],
  [
    "Given values",
    12,
    (value) => Step.parse({ kind: "update", set: { a: value as object }, next: null }),
  ],
  ["Conditions", 17, by(Condition)],
  ["Values", 10, (value) => Condition.parse({ attribute: "a", ...(value as object) })],
  ["Fields of events", 3, (where) => Condition.parse({ event: "a", where })],
  ["Goals", 4, inDefinition("goal")],
  ["Settings", 5, inDefinition("settings")],
];

test.each(SECTIONS)("everything under %s is valid as it stands", (heading, count, parse) => {
  const { inline } = examplesIn(heading);
  expect(inline).toHaveLength(count);
  for (const value of inline) parse(value);
});

test("the whole sequences are valid as they stand", () => {
  const whole = ["A definition", "Fields of events"].flatMap((one) => examplesIn(one).blocks);
  expect(whole).toHaveLength(2);
  for (const one of whole) expect(Definition.parse(one)).toMatchObject(one as object);
  expect(page.match(/^```json/gm)).toHaveLength(4);
});

test("what is told to a simulation is valid as it stands, and shows all that it can be told", () => {
  const [script] = examplesIn("Simulating a draft").blocks;
  const read = z.strictObject(scriptFields()).parse(script);
  expect(Object.keys(read).toSorted()).toEqual(Object.keys(scriptFields()).toSorted());
  expect(read).toMatchObject(script as object);
});

test("choices for those inside are valid as they stand, and lead somewhere", () => {
  const [hello] = examplesIn("A definition").blocks;
  const [{ choices }] = examplesIn("Changing a live sequence").blocks as [{ choices: unknown }];
  const { steps } = Definition.parse(hello);
  const published = { steps, version: 2, earlier: new Map([[1, steps]]) };
  expect(faultsOf(Migrations.parse(choices), published)).toEqual([]);
});

test("no kind of step, of condition or of trigger is left out", () => {
  const keysOf = (heading: string) =>
    [...new Set(examplesIn(heading).inline.flatMap((one) => Object.keys(one as object)))].join(" ");
  const kinds = examplesIn("Steps").inline.map((one) => (one as Step).kind);
  expect([...new Set(kinds)].toSorted()).toEqual(KINDS.map(({ kind }) => kind).toSorted());
  for (const { key } of TRIGGERS) expect(keysOf("Triggers")).toContain(key);
  const conditions = keysOf("Conditions");
  for (const key of [
    "field",
    "subscribed",
    "suppressed",
    "topic",
    "segment",
    "all",
    "any",
    "none",
  ]) {
    expect(conditions).toContain(key);
  }
});
