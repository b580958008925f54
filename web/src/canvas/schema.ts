import { newRule } from "../parts/condition/rules.ts";
import { isObject, own } from "./json.ts";

/** A JSON Schema, as far as the definition's own uses it. */
export type Schema = {
  $ref?: string;
  type?: string;
  title?: string;
  description?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  pattern?: string;
  format?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  maxLength?: number;
};
export type Defs = Record<string, Schema>;

const nameOf = (ref: string) => ref.slice(ref.lastIndexOf("/") + 1);

/** The schema that a reference stands for. */
export function resolve(schema: Schema, defs: Defs): Schema {
  const found = schema.$ref ? own(defs, nameOf(schema.$ref)) : undefined;
  return found ? resolve(found, defs) : schema;
}
export const refOf = ({ $ref }: Schema): string | undefined => $ref && nameOf($ref);

/** The alternatives of a value, nested ones side by side; itself when there is but one. */
export function alternativesOf(schema: Schema, defs: Defs): Schema[] {
  const whole = resolve(schema, defs);
  const options = whole.anyOf ?? whole.oneOf;
  return options ? options.flatMap((one) => alternativesOf(one, defs)) : [whole];
}

/** What tells an alternative: the field that only it asks for, or the text that it is. */
export function nameOfAlternative(schema: Schema): string {
  if (schema.required?.[0]) return schema.required[0];
  if (schema.title) return schema.title;
  return schema.enum ? "enum" : (schema.type ?? "any");
}

/** Which of the alternatives a value is; -1 when none. */
export const alternativeAt = (options: readonly Schema[], value: unknown): number =>
  options.findIndex((option) => {
    if (option.enum) return option.enum.includes(value);
    if (option.type === "object")
      return (
        isObject(value) && (option.required ?? []).every((field) => Object.hasOwn(value, field))
      );
    if (option.type === "null") return value === null;
    const type = option.type === "integer" ? "number" : option.type;
    return typeof value === type;
  });

const DURATIONS = ["for", "timeout", "within", "afterExit"];

/** A value of a schema to begin with: only what must be there, and empty where one must say. */
export function blankOf(schema: Schema, defs: Defs, field = ""): unknown {
  if (refOf(schema) === "Condition") return newRule("attribute");
  const whole = resolve(schema, defs);
  if (whole.default !== undefined) return whole.default;
  if (DURATIONS.includes(field)) return "P1D";
  if (whole.const !== undefined) return whole.const;
  if (whole.enum) return whole.enum[0];
  const [first] = whole.anyOf ?? whole.oneOf ?? [];
  if (first) return isTarget(whole) ? null : blankOf(first, defs, field);
  if (whole.type === "object") {
    const required = (whole.required ?? []).map((name) => [
      name,
      blankOf(whole.properties![name]!, defs, name),
    ]);
    return Object.fromEntries(required);
  }
  if (whole.type === "array")
    return Array.from({ length: whole.minItems ?? 0 }, () => blankOf(whole.items!, defs));
  if (whole.type === "boolean") return true;
  if (whole.type === "integer" || whole.type === "number") return whole.minimum ?? 0;
  return whole.pattern?.startsWith("^([01]") ? "09:00" : "";
}

/** A field that names the next step, or null for the end. */
export const isTarget = (schema: Schema): boolean =>
  schema.anyOf?.length === 2 && schema.anyOf.some(({ type }) => type === "null");
