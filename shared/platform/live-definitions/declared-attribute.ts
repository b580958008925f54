/** What an attribute may hold, once it is declared. */
export const ATTRIBUTE_TYPES = [
  "text",
  "number",
  "boolean",
  "date",
  "instant",
  "list",
  "url",
] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/** `sensitive`: lists of contacts leave it out, and its values are never suggested. */
export type DeclaredAttribute = { type: AttributeType; label?: string; sensitive?: true };
export type DeclaredAttributes = Readonly<Record<string, DeclaredAttribute>>;
