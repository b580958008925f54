/** The text of a name that came from elsewhere: of the API, a schema, or a definition. */
export function textOf(texts: object, name: string): string | undefined {
  const text: unknown = Object.hasOwn(texts, name) ? texts[name as never] : undefined;
  return typeof text === "string" ? text : undefined;
}
