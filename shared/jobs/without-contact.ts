type Named = { contact?: unknown };

/** A result, or what is gathered for one, without the contact; the same where it does not name it. */
export function withoutContact<T>(value: T, contact: string): T {
  if (!JSON.stringify(value).includes(contact)) return value;
  const isOther = (one: unknown) => one !== contact && (one as Named | null)?.contact !== contact;
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.filter(isOther).map(walk);
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, walk(inner)]));
  };
  return walk(value) as T;
}

/** The lines of a chunk that are not about the contact. */
export const linesWithout = (text: string, contact: string): string =>
  text
    .split(/(?<=\n)/)
    .filter((line) => !line.startsWith(`["${contact}",`))
    .join("");
