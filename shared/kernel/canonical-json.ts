/**
 * One text for all JSON values that differ only in the order of their keys: object keys sorted by
 * UTF-16 code units, no white space (as RFC 8785 §3.2.3 orders them). For hashing, never for
 * storing. `value` comes from `JSON.parse`.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(",")}}`;
}
