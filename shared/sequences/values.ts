import * as z from "zod/mini";
import { byKey, byName, byType, CONTACT_FIELDS } from "#shared/conditions/index.ts";
import { own } from "#shared/kernel/own.ts";
import { type Attribute, type Entry, isAttribute } from "#shared/people/index.ts";
import type { Visit } from "./step.ts";

const Name = z.string().check(z.minLength(1), z.maxLength(100));

/** A value written down, or one that is looked up when its step is reached: of the entering event, or of the person. */
export const Value = byType(
  {
    string: z.string().check(z.maxLength(2000)),
    number: z.number(),
    boolean: z.boolean(),
    null: z.null(),
    object: byKey(
      {
        event: z.strictObject({ event: Name }),
        attribute: z.strictObject({ attribute: Name }),
        field: z.strictObject({ field: z.enum(CONTACT_FIELDS) }),
      },
      "a value that is looked up",
      '{"event":"total"}',
    ),
  },
  "must be a text, a number, true, false, null, {event: field}, {attribute: name} or {field: name}",
);
export type Value = z.infer<typeof Value>;

/** Named values, at most fifty. */
export const Values = z.lazy(() => byName(Value, 50, "values"));

/** What values are when a step is reached; one that is nowhere is null. */
export function lookUp(values: Record<string, Value>, visit: Visit): Record<string, Attribute> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, lookUpOne(value, visit)]),
  );
}

function lookUpOne(value: Value, { run, facts }: Visit): Attribute {
  if (typeof value !== "object" || value === null) return value;
  if ("field" in value) return facts.field(value.field);
  const found =
    "event" in value ? own(dataOf(run.entry), value.event) : own(facts.attributes, value.attribute);
  return isAttribute(found) ? found : null;
}

/** What is kept of what came with the event that started a run. */
export const dataOf = ({ data, fields }: Entry): Record<string, unknown> => data ?? fields ?? {};

/** The fields of the entering event that values ask for. */
export const entryFieldsOf = (values: Record<string, Value>): string[] =>
  Object.values(values).flatMap((value) =>
    typeof value === "object" && value !== null && "event" in value ? [value.event] : [],
  );
