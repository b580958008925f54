import { describeType, fitsType } from "#shared/audience/attributes/index.ts";
import type { Attribute } from "#shared/audience/profiles/index.ts";
import type { SetValue } from "#shared/automation/steps/index.ts";
import { pointer } from "#shared/kernel/json-pointer.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { type Check, error } from "./finding.ts";

/** An example of what a step gives; undefined where only the run can tell. */
function exampleOf(value: SetValue): Attribute | undefined {
  if (typeof value !== "object" || value === null) return value;
  if ("add" in value) return 0;
  if ("append" in value) return [];
  if ("today" in value) return "2026-12-01";
  return "now" in value ? "2026-12-01T09:00:00Z" : undefined;
}

/** A step gives a declared attribute a value that is not of its type: nothing would change. */
export const wrongType: Check = ({ steps }, { declared = {} }) =>
  Object.entries(steps).flatMap(([step, { kind, ...rest }]) =>
    Object.entries(kind === "update" && "set" in rest ? (rest.set ?? {}) : {}).flatMap(
      ([name, value]) => {
        const type = ownValue(declared, name)?.type;
        const example = exampleOf(value);
        if (type === undefined || example === undefined || fitsType(type, example)) return [];
        return error(
          "wrong-type",
          pointer("steps", step, "set", name),
          `the attribute "${name}" is declared as ${describeType(type)}, which this is not`,
          `give it ${describeType(type)}, or change how it is declared`,
          { values: { name, type } },
        );
      },
    ),
  );
