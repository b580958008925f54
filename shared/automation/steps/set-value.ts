import * as z from "zod/mini";
import { fitsDeclared } from "#shared/audience/attributes/index.ts";
import { byKey, byName, byType } from "#shared/audience/conditions/index.ts";
import { applyChange, type ValueChange } from "#shared/audience/contacts/index.ts";
import { type Attribute, type Attributes, fitsAttribute } from "#shared/audience/profiles/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import type { Visit } from "./step.ts";
import { givenBy, LOOKED_UP, lookUpOne, TEXT, type Value } from "./values.ts";

const LIST = 'a value such as {"event":"tag"}';
const amount = byType(
  { number: z.number(), object: byKey(LOOKED_UP, "an amount", '{"event":"total"}') },
  "must be a number, {event: field} or {attribute: name}",
);
const entry = byType(
  { string: TEXT, object: byKey(LOOKED_UP, LIST, '{"event":"tag"}') },
  "must be a text, {event: field} or {attribute: name}",
);

/** A value for an attribute, or a change of its current value. */
const SetValue = givenBy({
  ...LOOKED_UP,
  add: z.strictObject({ add: amount }),
  append: z.strictObject({ append: entry }),
  remove: z.strictObject({ remove: entry }),
});
z.globalRegistry.add(SetValue, { id: "SetValue" });
export type SetValue = z.infer<typeof SetValue>;

/** At most fifty. */
export const SetValues = z.lazy(() => byName(SetValue, 50, "values"));

/** The values that a change looks up, operands included. */
export const valuesIn = (set: Record<string, SetValue>): Record<string, Value> =>
  Object.fromEntries(Object.entries(set).map(([name, value]) => [name, operandOf(value)]));

function operandOf(value: SetValue): Value {
  if (typeof value !== "object" || value === null) return value;
  if ("add" in value) return value.add;
  if ("append" in value) return value.append;
  return "remove" in value ? value.remove : value;
}

function howOf(value: SetValue): ValueChange["how"] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return (["add", "append", "remove"] as const).find((how) => how in value);
}

/** Why an attribute stays as it was. */
export const describeUnfit = (name: string): string => `${name} can not hold what it was given`;

/**
 * The attributes after the step, and the relative changes, which also apply after another step at
 * the same instant. Attributes in `unfit` stay as they are: the value does not fit, is too
 * large, or is not of the declared type.
 */
export function lookUpSet(
  set: Record<string, SetValue>,
  visit: Visit,
): { attributes: Attributes; changes?: Record<string, ValueChange>; unfit: string[] } {
  const attributes: Attributes = {};
  const changes: Record<string, ValueChange> = {};
  const unfit: string[] = [];
  for (const [name, value] of Object.entries(set)) {
    const operand = lookUpOne(operandOf(value), visit);
    if (!fitsAttribute(operand)) {
      unfit.push(name);
      continue;
    }
    const how = howOf(value);
    const before = (ownValue(visit.facts.attributes, name) ?? null) as Attribute;
    const after = how ? applyChange(before, { how, operand }) : operand;
    if (after !== before && !fitsDeclared(visit.declared, name, after)) {
      unfit.push(name);
      continue;
    }
    if (how) changes[name] = { how, operand };
    attributes[name] = after;
  }
  return { attributes, ...(Object.keys(changes).length > 0 && { changes }), unfit };
}
