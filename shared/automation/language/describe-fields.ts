import { COMMON_WORDS, FIELD_WORDS } from "./words.ts";

/** The part of a JSON schema that is walked. */
type Schema = {
  title?: string;
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  [more: string]: unknown;
};

/** `sendWindow` as people read it: "Send window". */
function titleOf(name: string): string {
  const words = name.replace("$", "").replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/**
 * Gives the schemas of the language, by name, their titles, and each of their fields a title and a
 * description, so that a form can be made of them. Schemas of answers are named like `StepOutput`.
 */
export function describeFields(schemas: Record<string, object>): void {
  for (const [name, schema] of Object.entries(schemas) as [string, Schema][]) {
    const words = FIELD_WORDS[name.replace(/Output$/, "")];
    if (!words) continue;
    if (schema.title) schema.title = titleOf(schema.title);
    describe(schema, words, "");
  }
}

function describe(schema: Schema, words: Record<string, string>, prefix: string): void {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const path = `${prefix}${name}`;
    const description = words[path] ?? COMMON_WORDS[name];
    field.title ??= titleOf(name);
    if (description !== undefined) field.description = description;
    describe(field, words, `${path}.`);
  }
  if (schema.items) describe(schema.items, words, prefix);
  for (const one of schema.anyOf ?? []) describe(one, words, prefix);
}
