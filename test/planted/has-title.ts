/** The titles in the text of a test file, as they are written there. */
const TITLE =
  /\b(?:test|it)\s*(?:\.each[\s\S]*?\]\s*(?:as const\s*)?\)|\.each(?:<[\s\S]*?>)?\([^()]*(?:\([^()]*\)[^()]*)*\))?\s*\(\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1/g;
/** What vitest, or a template, puts a value of `test.each` in place of. */
const PLACE = /%[\d.]*[sdifjo#]|\$\{[^}]*\}|\$[\w.]+/;

/**
 * Whether a test of a file has a title that begins so. What stands in a title in place of a value
 * must begin a quoted text in `values`: in the file itself, or in what it draws its cases from.
 */
export function hasTitle(file: string, start: string, values: string = file): boolean {
  const titles = [...file.matchAll(TITLE)].map(([, , title]) => title!.replaceAll(/\\(.)/g, "$1"));
  return titles.some((title) => mayBegin(title.split(PLACE), start, values));
}

function mayBegin([fixed = "", ...rest]: string[], start: string, values: string): boolean {
  if (start.length <= fixed.length) return fixed.startsWith(start);
  if (!start.startsWith(fixed) || rest.length === 0) return false;
  const left = start.slice(fixed.length);
  const isValue = (text: string) => ['"', "'", "`"].some((quote) => values.includes(quote + text));
  return Array.from(left, (_, i) => i + 1).some(
    (length) => isValue(left.slice(0, length)) && mayBegin(rest, left.slice(length), values),
  );
}
