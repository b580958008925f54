import { stringify } from "csv-stringify/sync";
import { localIso } from "#shared/calendar/index.ts";
import type { Item } from "#shared/insight/simulation/index.ts";
import { iso } from "#shared/kernel/time.ts";

const COLUMNS = ["contact", "at", "local", "zone", "step", "template", "run", "decision", "reason"];

/** Kinds of what is told of a person, a line each. */
const TOLD: ReadonlySet<Item["kind"]> = new Set(["entered", "mail", "drop"]);
/** Of one person; so the lines of a page fit into one row, escaped as JSON too. */
export const MAX_LINES_BYTES = 60_000;

/** The first line of the CSV. */
export const headLine = (): string => toCsv([COLUMNS]);

/**
 * Lines as CSV, each under the public id that `nameOf` gives its contact; undefined leaves it out.
 * What a spreadsheet would take for a formula is made harmless by an apostrophe before it.
 */
export const csvOf = (lines: Line[], nameOf: (contact: string) => string | undefined): string =>
  toCsv(
    lines.flatMap(([contact, ...rest]) => {
      const name = nameOf(contact);
      return name === undefined ? [] : [[name, ...rest]];
    }),
  );

/** Our id of a contact, and the other columns. */
export type Line = [contact: string, ...rest: string[]];

export const readLines = (text: string): Line[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

/**
 * Who would have got what and when, a line for each entry and each mail that goes or is dropped, as
 * a job keeps it.
 */
export function linesOf(contact: string, timeline: Item[]): { text: string; leftOut: number } {
  const told = timeline.filter(({ kind, to }) => TOLD.has(kind) && to === undefined);
  let text = "";
  let bytes = 0;
  for (const [written, item] of told.entries()) {
    const line = `${JSON.stringify(lineOf(contact, item))}\n`;
    bytes += Buffer.byteLength(line);
    if (bytes > MAX_LINES_BYTES) return { text, leftOut: told.length - written };
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
