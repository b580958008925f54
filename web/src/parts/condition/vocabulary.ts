import type { Part } from "./model.ts";

/** A name in use, with the types of its values and values that several contacts share. */
export type Word = { name: string; types: string[]; values: (string | boolean)[] };

/** What names and values may be suggested. */
export type Vocabulary = {
  attributes: Word[];
  events: { name: string; fields: Word[] }[];
  segments: { id: string; name: string }[];
};

export const NO_VOCABULARY: Vocabulary = { attributes: [], events: [], segments: [] };

const known = (name: string): Word => ({ name, types: [], values: [] });

/** The vocabulary with the names that the condition itself uses. */
export function withNamesOf(root: Part | undefined, vocabulary: Vocabulary): Vocabulary {
  const attributes = new Map(vocabulary.attributes.map((word) => [word.name, word]));
  const events = new Map(
    vocabulary.events.map(({ name, fields }) => [
      name,
      new Map(fields.map((one) => [one.name, one])),
    ]),
  );
  const visit = (part: Part): void => {
    if (part.kind === "group") part.parts.forEach(visit);
    if (part.kind !== "rule") return;
    const { attribute, event, where } = part.rule;
    if (typeof attribute === "string" && attribute && !attributes.has(attribute)) {
      attributes.set(attribute, known(attribute));
    }
    if (typeof event !== "string" || !event) return;
    const fields = events.get(event) ?? new Map<string, Word>();
    events.set(event, fields);
    for (const name of Object.keys((where as object | undefined) ?? {})) {
      if (name && !fields.has(name)) fields.set(name, known(name));
    }
  };
  if (root) visit(root);
  return {
    attributes: [...attributes.values()],
    events: [...events].map(([name, fields]) => ({ name, fields: [...fields.values()] })),
    segments: vocabulary.segments,
  };
}
