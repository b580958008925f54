export type Scalar = string | number | boolean;

/** A value as one types it into a list: texts that read as something else are quoted. */
export const showValue = (value: Scalar): string =>
  typeof value === "string" && readValue(value) === value ? value : JSON.stringify(value);

/** What one typed: a number, true, false, a quoted text, else the text itself. */
export function readValue(typed: string): Scalar {
  const text = typed.trim();
  if (text === "true" || text === "false") return text === "true";
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return Number(text);
  if (!text.startsWith('"')) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : text;
  } catch {
    return text;
  }
}
