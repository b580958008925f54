export type Span = { from: number; to: number };

const LIQUID = /\{\{[\s\S]*?(?:\}\}|$)|\{%[\s\S]*?(?:%\}|$)/g;
const QUOTED = /"[^"]*"|'[^']*'/g;
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Where a source names one of these variables, within Liquid and outside of its quoted texts. */
export function occurrencesOf(source: string, variables: readonly string[]): Span[] {
  if (variables.length === 0) return [];
  // Longer ones first, so that `event.items[0].name` is not taken for `event.items`.
  const names = variables.toSorted((a, b) => b.length - a.length).map(escaped);
  const name = new RegExp(`(?<![\\w.-])(?:${names.join("|")})(?![\\w-])`, "g");
  return [...source.matchAll(LIQUID)].flatMap(({ 0: tag, index }) => {
    const bare = tag.replaceAll(QUOTED, (text) => " ".repeat(text.length));
    // A variable's path may hold quotes itself: `data["a b"]`.
    const text = variables.some((one) => one.includes('"')) ? tag : bare;
    return [...text.matchAll(name)].map(({ 0: found, index: at }) => ({
      from: index + at,
      to: index + at + found.length,
    }));
  });
}

/** What is wrong, without the place, which is shown by itself. */
export const withoutPlace = (message: string): string =>
  message
    .replace(/ \(line \d+(?:, column \d+)?\)$/, "")
    .replace(/^line \d+(?:, column \d+)?: /, "");

/** The place of a line and column, both from 1, in a text; the line's end where it is shorter. */
export function offsetOf(text: string, line = 1, column = 1): number {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const end = text.indexOf("\n", start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  return Math.min(start + column - 1, end < 0 ? text.length : end);
}
