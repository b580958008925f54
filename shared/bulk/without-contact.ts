type Named = { contact?: unknown };

/** A result or gathered data without the contacts; the same object if it names none of them. */
export function withoutContacts<T>(value: T, contacts: ReadonlySet<unknown>): T {
  const text = JSON.stringify(value);
  if (![...contacts].some((contact) => text.includes(String(contact)))) return value;
  const isOther = (one: unknown) =>
    !contacts.has(one) && !contacts.has((one as Named | null)?.contact);
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.filter(isOther).map(walk);
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, walk(inner)]));
  };
  return walk(value) as T;
}

/** A chunk without the lines of these contacts. */
export const linesWithout = (text: string, contacts: ReadonlySet<string>): string =>
  text
    .split(/(?<=\n)/)
    .filter((line) => !contacts.has(/^\["([^"]*)",/.exec(line)?.[1] ?? ""))
    .join("");
