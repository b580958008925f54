import { expect, test } from "vitest";
import * as z from "zod/mini";
import { Definition as ApiDefinition } from "#shared/automation/language/index.ts";
import { controlOf } from "../../../web/src/canvas/control.ts";
import type { Definition, Step } from "../../../web/src/canvas/definition.ts";
import { emptyPlaces } from "../../../web/src/canvas/empty-places.ts";
import { modeOf, modesOf, shownFields } from "../../../web/src/canvas/modes.ts";
import { newStep } from "../../../web/src/canvas/new-step.ts";
import { applyPatch } from "../../../web/src/canvas/patch.ts";
import {
  alternativeAt,
  alternativesOf,
  blankOf,
  type Defs,
  nameOfAlternative,
} from "../../../web/src/canvas/schema.ts";
import {
  blankValue,
  kindOfValue,
  VALUE_KINDS,
} from "../../../web/src/pages/sequences/form/value-kinds.ts";
import { KINDS } from "../../../web/src/pages/sequences/kinds.ts";
import { texts } from "../../../web/src/text/en/fields.ts";
import { textOf } from "../../../web/src/text/text-of.ts";
import { faultsOf } from "./faults-of.ts";

const defs = z.toJSONSchema(ApiDefinition, { io: "input" }).$defs as unknown as Defs;
const whole = defs.Definition!;
const schemaOf = (kind: string) =>
  alternativesOf({ $ref: "#/$defs/Step" }, defs).find(
    (one) => one.properties?.kind?.const === kind,
  )!;

const withStep = (step: Step): Definition => ({
  name: "Any",
  enter: [{ event: "signed_up" }],
  start: "one",
  steps: { one: step },
});
/** What the API finds wrong but for what is empty, and is still to be chosen. */
const refused = (definition: object) => {
  const empty = emptyPlaces(definition);
  return faultsOf(definition).filter(({ path }) => !empty.includes(path));
};

test("each field of each kind has a control of its own, and a name", () => {
  for (const { kind } of KINDS) {
    for (const [field, schema] of Object.entries(schemaOf(kind).properties!)) {
      if (field === "kind") continue;
      expect(controlOf(field, schema, defs), `${kind} ${field}`).not.toBe("json");
      expect(textOf(texts.field, field), `${kind} ${field}`).toBeDefined();
    }
  }
  for (const [field, schema] of Object.entries(whole.properties!)) {
    if (["$schema", "start", "steps"].includes(field)) continue;
    expect(controlOf(field, schema, defs), field).not.toBe("json");
    expect(textOf(texts.field, field), field).toBeDefined();
  }
});

test("what a form adds is whole but for what is empty", () => {
  for (const { kind } of KINDS) {
    const step = newStep(kind);
    const shown = shownFields(step, Object.keys(schemaOf(kind).properties!));
    for (const field of shown.filter((name) => step[name] === undefined)) {
      const value = blankOf(schemaOf(kind).properties![field]!, defs, field);
      if (value === "" || value === null) continue;
      expect(refused(withStep({ ...step, [field]: value })), `${kind} ${field}`).toEqual([]);
    }
  }
  for (const field of ["reentry", "exit", "goal", "holdout", "priority", "settings"]) {
    const value = blankOf(whole.properties![field]!, defs, field);
    expect(refused({ ...withStep(newStep("exit")), [field]: value }), field).toEqual([]);
  }
  for (const trigger of alternativesOf({ $ref: "#/$defs/Trigger" }, defs)) {
    const enter = [blankOf(trigger, defs)];
    expect(refused({ ...withStep(newStep("exit")), enter }), trigger.title).toEqual([]);
    expect(alternativeAt(alternativesOf({ $ref: "#/$defs/Trigger" }, defs), enter[0])).toBe(
      alternativesOf({ $ref: "#/$defs/Trigger" }, defs).indexOf(trigger),
    );
    expect(nameOfAlternative(trigger)).toBe(Object.keys(enter[0] as object)[0]);
  }
});

test("a step that is switched to another of its modes is whole but for what is empty, and in that mode", () => {
  for (const kind of ["wait", "waitFor", "notify"]) {
    for (const first of modesOf(kind)) {
      for (const then of modesOf(kind)) {
        const step = then.make(first.make(newStep(kind)));
        expect(refused(withStep(step)), `${kind}: ${first.name}, ${then.name}`).toEqual([]);
        expect(modeOf(step)?.name).toBe(then.name);
      }
    }
  }
});

test("each form of a value begins with one of that form", () => {
  for (const kind of VALUE_KINDS) expect(kindOfValue(blankValue(kind))).toBe(kind);
  expect(kindOfValue({ add: { event: "total" } })).toBe("other");
});

test("a remedy's patch changes what it names, and nothing when it leads nowhere", () => {
  const definition = withStep({ kind: "send", template: "hello", next: null });
  const patched = applyPatch(definition, [
    { op: "add", path: "/enter/-", value: { api: true } },
    { op: "replace", path: "/steps/one/template", value: "other" },
    { op: "add", path: "/reentry", value: "never" },
    { op: "remove", path: "/enter/0" },
  ])!;
  expect(patched).toEqual({
    ...definition,
    enter: [{ api: true }],
    steps: { one: { kind: "send", template: "other", next: null } },
    reentry: "never",
  });
  expect(applyPatch(definition, [{ op: "remove", path: "/steps/two/next" }])).toBeUndefined();
  expect(applyPatch(definition, [{ op: "remove", path: "/steps/one" }])).toEqual({
    ...definition,
    steps: {},
  });
});
