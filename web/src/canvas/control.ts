import { own } from "./json.ts";
import { type Defs, isTarget, refOf, resolve, type Schema } from "./schema.ts";

/** The name of a control; see the table of them beside the form. */
export type Control = string;

/** By their names: the schema says only that they are texts. */
const NAMED: Record<string, Control> = {
  for: "duration",
  timeout: "duration",
  within: "duration",
  afterExit: "duration",
  offset: "offset",
  template: "template",
  sequence: "sequence",
  segment: "segment",
  event: "event",
  attribute: "attribute",
  date: "attribute",
  zone: "zone",
  where: "where",
};

/** Which control edits a field. */
export function controlOf(field: string, schema: Schema, defs: Defs): Control {
  const ref = refOf(schema);
  const whole = resolve(schema, defs);
  if (ref === "Condition") return "condition";
  if (ref === "ValueTest") return "tests";
  if (isTarget(whole)) return "target";
  const isText = whole.type === "string" && !whole.enum && whole.const === undefined;
  const named = own(NAMED, field);
  if (named && (isText || field === "where")) return named;
  if (whole.const !== undefined || whole.enum) return "enum";
  if (whole.anyOf || whole.oneOf) return "choice";
  if (whole.type === "array") {
    if (whole.items?.enum) return "weekdays";
    return resolve(whole.items ?? {}, defs).type === "string" ? "texts" : "list";
  }
  if (whole.type === "object") {
    if (whole.properties) return "object";
    return (whole.additionalProperties as Schema | undefined)?.type === "string" ? "map" : "values";
  }
  if (whole.type === "boolean") return "boolean";
  if (whole.type === "integer" || whole.type === "number") return "number";
  if (!isText) return "json";
  if (whole.pattern?.startsWith("^([01]")) return "time";
  return ["text", "description"].includes(field) ? "long" : "text";
}

const SIMPLE = new Set([
  ...["target", "duration", "offset", "template", "sequence", "segment", "event", "attribute"],
  ...["zone", "time", "weekdays", "texts", "enum", "boolean", "number", "long", "text"],
]);

/** A control with a label of its own, which also shows that nothing is set. */
export const isSimple = (control: string): boolean => SIMPLE.has(control);
