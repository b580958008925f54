/** An unclosed comment runs to the end, as in CSS. */
const NOTES = /\/\*.*?(?:\*\/|$)/gs;
const NAME = /^[a-z-]+$/;
const WEIGHT = /!\s*important$/;

/**
 * The declarations of a style attribute by lower-case name: the last one counts, or the last
 * important one.
 */
export function readStyle(style: string): Map<string, string> {
  const rules = new Map<string, string>();
  const important = new Set<string>();
  for (const text of style.toLowerCase().replace(NOTES, " ").split(";")) {
    const [start, ...rest] = text.split(":");
    const name = start!.trim();
    const value = rest.join(":").trim();
    const weight = WEIGHT.test(value);
    if (rest.length === 0 || !NAME.test(name) || (important.has(name) && !weight)) continue;
    rules.set(name, weight ? value.replace(WEIGHT, "").trimEnd() : value);
    if (weight) important.add(name);
  }
  return rules;
}
