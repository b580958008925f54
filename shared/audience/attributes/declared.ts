import type { Attribute, Attributes } from "#shared/audience/profiles/index.ts";
import type { Fault } from "#shared/kernel/errors.ts";
import { pointer } from "#shared/kernel/json-pointer.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import type { DeclaredAttributes } from "#shared/platform/live-definitions/index.ts";
import { describeType, fitsType } from "./fits-type.ts";

/** Whether an attribute may hold a value: one that is not declared holds any. */
export function fitsDeclared(
  declared: DeclaredAttributes | undefined,
  name: string,
  value: Attribute,
): boolean {
  const found = declared && ownValue(declared, name);
  return found === undefined || fitsType(found.type, value);
}

/** A fault for each value that is not of its attribute's type. */
export const typeFaults = (declared: DeclaredAttributes | undefined, values: Attributes): Fault[] =>
  Object.entries(values)
    .filter(([name, value]) => !fitsDeclared(declared, name, value))
    .map(([name]) => ({
      path: pointer("attributes", name),
      message: `must be ${describeType(declared![name]!.type)}, as this attribute is declared`,
    }));
