import { stringify } from "csv-stringify/sync";
import { localIso } from "#shared/calendar/index.ts";
import type { Item } from "#shared/insight/simulation/index.ts";
import { iso } from "#shared/kernel/time.ts";

const COLUMNS = ["contact", "at", "local", "zone", "step", "template", "run", "decision", "reason"];

/** The kinds of items in the CSV, a line each. */
const SHOWN_KINDS: ReadonlySet<Item["kind"]> = new Set(["entered", "mail", "drop"]);
/** The limit per contact, so that the lines of a page fit into one row as JSON. */
export const MAX_LINES_BYTES = 60_000;

/** The CSV header. */
export const headLine = (): string => toCsv([COLUMNS]);

/**
 * Lines as CSV with the public id that `nameOf` gives each contact; undefined omits it. A leading
 * apostrophe defuses spreadsheet formulas.
 */
export const csvOf = (lines: Line[], nameOf: (contact: string) => string | undefined): string =>
  toCsv(
    lines.flatMap(([contact, ...rest]) => {
      const name = nameOf(contact);
      return name === undefined ? [] : [[name, ...rest]];
    }),
  );

/** The internal id of a contact, and the other columns. */
export type Line = [contact: string, ...rest: string[]];

export const readLines = (text: string): Line[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

/**
 * The lines of a contact, as a job stores them: one for each entry and each sent or dropped mail.
 */
export function linesOf(contact: string, timeline: Item[]): { text: string; leftOut: number } {
  const shown = timeline.filter(({ kind, to }) => SHOWN_KINDS.has(kind) && to === undefined);
  let text = "";
  let bytes = 0;
  for (const [written, item] of shown.entries()) {
    const line = `${JSON.stringify(lineOf(contact, item))}\n`;
    bytes += Buffer.byteLength(line);
    if (bytes > MAX_LINES_BYTES) return { text, leftOut: shown.length - written };
    text += line;
  }
  return { text, leftOut: 0 };
}

const lineOf = (
  contact: string,
  { at, zone, step = "", template = "", entryKey = "", decision, reason = "" }: Item,
): Line => [contact, iso(at), localIso(at, zone), zone, step, template, entryKey, decision, reason];

const toCsv = (lines: string[][]): string =>
  stringify(lines, { escape_formulas: true, record_delimiter: "windows" });
