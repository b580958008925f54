import type { Definition } from "./definition.ts";
import { isObject } from "./json.ts";
import { type Literal, LiteralError, readLiteral } from "./literal.ts";

export const CODES = ["json", "typescript"] as const;
export type Code = (typeof CODES)[number];

const WIDTH = 100;
const HEAD = 'import { sequence } from "./workspace.ts";\n\nexport default sequence(';
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

const nameOf = (key: string) => (IDENTIFIER.test(key) ? key : JSON.stringify(key));

/** A value as TypeScript: on one line where it fits, each part on its own where not. */
function print(value: unknown, indent: string, used: number): string {
  const line = inline(value);
  if (indent.length + used + line.length <= WIDTH - 1 && !isDeep(value)) return line;
  if (typeof value !== "object" || value === null) return line;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const parts = Array.isArray(value)
    ? value.map((item) => print(item, inner, 1))
    : Object.entries(value).map(([key, one]) => {
        const name = `${nameOf(key)}: `;
        return `${name}${print(one, inner, name.length + 1)}`;
      });
  return parts.length === 0
    ? open + close
    : `${open}\n${parts.map((one) => `${inner}${one},\n`).join("")}${indent}${close}`;
}

/** The definition itself and its steps are never on one line. */
const isDeep = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  ("start" in value ||
    Object.values(value).some((one) => typeof one === "object" && one !== null && "kind" in one));

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, one]) => `${nameOf(key)}: ${inline(one)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

/** A definition as code, always the same for the same definition. */
export const printCode = (definition: Definition, code: Code): string =>
  code === "json"
    ? `${JSON.stringify(definition, null, 2)}\n`
    : `${HEAD}${print(definition, "", 0)});\n`;

/**
 * A definition from code: the object alone, or as the first argument of `sequence(…)`; what stands
 * around it is left alone.
 * @throws LiteralError at the place that can't be read
 */
export function readCode(text: string): { definition: Definition; places: Literal["places"] } {
  const call = /\bsequence\s*\(/.exec(blanked(text));
  const start = call ? call.index + call[0].length : 0;
  const { value, places, end } = readLiteral(text, start);
  const rest = text
    .slice(end)
    .replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, "")
    .trim();
  if (!call && rest !== "") throw new LiteralError("nothing may follow here", text, end);
  if (call && !/^,?\s*\)/.test(rest)) throw new LiteralError(") is missing here", text, end);
  return { definition: asDefinition(value, text, start), places };
}

/** The text with comments and imports blanked out, at the same offsets. */
const blanked = (text: string) =>
  text.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|^import [^\n]*|"(?:[^"\\\n]|\\.)*"/gm, (one) =>
    " ".repeat(one.length),
  );

/** What the canvas needs to draw it; all else the API says. */
function asDefinition(value: unknown, text: string, offset: number): Definition {
  const fail = (message: string): never => {
    throw new LiteralError(message, text, offset);
  };
  if (!isObject(value)) return fail("a sequence is an object: { … }");
  const { start, steps } = value;
  if (typeof start !== "string") fail("`start` must name the first step");
  if (!isObject(steps)) return fail("`steps` must be an object of steps");
  for (const [name, step] of Object.entries(steps)) {
    // The canvas has names with colons for places of its own.
    if (name.includes(":")) fail(`no step is named "${name}": small letters, digits and hyphens`);
    if (!isObject(step) || typeof step.kind !== "string")
      fail(`the step "${name}" needs a \`kind\``);
  }
  return value as Definition;
}
