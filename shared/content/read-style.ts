const NOTES = /\/\*.*?\*\//gs;
const DECLARATION = /^\s*([a-z-]+)\s*:\s*(.*?)\s*(!\s*important)?\s*$/s;

/**
 * The declarations of a style attribute by name, in lower case: the last of a name counts, or the
 * last important one.
 */
export function readStyle(style: string): Map<string, string> {
  const rules = new Map<string, string>();
  const important = new Set<string>();
  for (const text of style.toLowerCase().replace(NOTES, " ").split(";")) {
    const [, name, value, weight] = DECLARATION.exec(text) ?? [];
    if (name === undefined || (important.has(name) && !weight)) continue;
    rules.set(name, value!);
    if (weight) important.add(name);
  }
  return rules;
}
