import { type CsvError, parse } from "csv-parse/sync";
import { ContactId, EventData, MailAddress } from "#shared/audience/intake/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";

/** A row of a list: a contact and its data. `line` counts from 1. */
export type ListRow = {
  line: number;
  contactId?: string;
  email?: string;
  data: Record<string, string>;
};
export type BadRow = { line: number; message: string };

const MAX_ROWS = 5_000;
const MAX_COLUMNS = 100;
const MAX_NAME = 100;
/** Longer than any valid row: stops at a quote that is never closed. */
const MAX_ROW_BYTES = 64 * 1024;
/** The most bad rows that an error lists. */
const MAX_SHOWN = 100;

const DELIMITERS = [",", ";", "\t"] as const;

/**
 * Reads a CSV whose first line names its columns: `id`, `email` or both (any case), and columns of
 * event data. The delimiter is the one that occurs most in the first line. Every value is text.
 * @throws InvalidInput when the first line is wrong or the list is too large
 */
export function readList(csv: string): { rows: ListRow[]; bad: BadRow[] } {
  const bad: BadRow[] = [];
  const [head, ...records] = parseRecords(csv, bad);
  const columns = readHead(head?.record ?? []);
  if (records.length > MAX_ROWS)
    throw refuse(`more than ${MAX_ROWS} rows: send them in several lists`);
  const rows: ListRow[] = [];
  for (const { record, info } of records) {
    const row = readRow(columns, record, info.lines);
    if ("message" in row) bad.push(row);
    else rows.push(row);
  }
  return { rows, bad };
}

/** The error that lists bad rows. */
export const refuseRows = (bad: BadRow[]): InvalidInput =>
  new InvalidInput(
    `${bad.length} rows of the list are not valid: correct them, or set "skipBad"`,
    bad
      .slice(0, MAX_SHOWN)
      .map(({ line, message }) => ({ path: "/csv", message: `line ${line}: ${message}` })),
  );

type Parsed = { record: string[]; info: { lines: number } };

function parseRecords(csv: string, bad: BadRow[]): Parsed[] {
  try {
    return parse(csv, {
      bom: true,
      delimiter: delimiterOf(csv),
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      skip_records_with_error: true,
      max_record_size: MAX_ROW_BYTES,
      to: MAX_ROWS + 2,
      on_skip: (error) => {
        if (error) bad.push({ line: Number(error.lines ?? 0), message: "its quotes do not match" });
        return undefined;
      },
    }) as unknown as Parsed[];
  } catch (error) {
    const { lines } = error as CsvError & { lines?: number };
    throw refuse(`line ${lines ?? 1}: can not be read as CSV, a quote may be open`);
  }
}

function delimiterOf(csv: string): string {
  const head = csv.split(/\r\n|\r|\n/).find((line) => line.trim() !== "") ?? "";
  const count = (delimiter: string) => head.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** The names of the columns; `id` and `email` in lower case. */
function readHead(record: string[]): string[] {
  const columns = record.map((cell) => {
    const name = cell.replaceAll(/\s+/g, " ").trim();
    return /^(id|email)$/i.test(name) ? name.toLowerCase() : name;
  });
  if (!columns.includes("id") && !columns.includes("email")) {
    throw refuse("its first line must name the columns, `id` or `email` among them");
  }
  if (columns.length > MAX_COLUMNS) throw refuse(`more than ${MAX_COLUMNS} columns`);
  columns.forEach((name, i) => {
    if (name === "" || name.length > MAX_NAME) {
      throw refuse(`column ${i + 1} needs a name of at most ${MAX_NAME} characters`);
    }
    if (name === "__proto__") {
      throw refuse(`a column can not be called "${name}": this name is reserved: choose another`);
    }
    if (name === "sequence")
      throw refuse("a column can not be called `sequence`: the name is reserved");
    if (columns.indexOf(name) < i) throw refuse(`two columns are called "${name}"`);
  });
  return columns;
}

function readRow(columns: string[], record: string[], line: number): ListRow | BadRow {
  if (record.length !== columns.length) {
    return {
      line,
      message: `has ${record.length} cells, but the first line has ${columns.length}`,
    };
  }
  const cells = columns
    .map((name, i) => [name, record[i]!.trim()] as const)
    .filter(([, text]) => text !== "");
  const { id, email } = Object.fromEntries(cells);
  const data = Object.fromEntries(cells.filter(([name]) => name !== "id" && name !== "email"));
  if (id === undefined && email === undefined) return { line, message: "has neither id nor email" };
  const fault = firstFault([ContactId, id], [MailAddress, email], [EventData, data]);
  if (fault !== undefined) return { line, message: fault };
  return {
    line,
    data,
    ...(id !== undefined && { contactId: id }),
    ...(email !== undefined && { email }),
  };
}

type Checked = { safeParse: (value: unknown) => { error?: { issues: { message: string }[] } } };

const firstFault = (...checks: [Checked, unknown][]): string | undefined =>
  checks
    .filter(([, value]) => value !== undefined)
    .flatMap(([schema, value]) => schema.safeParse(value).error?.issues ?? [])[0]?.message;

const refuse = (message: string) =>
  new InvalidInput(`the list: ${message}`, [{ path: "/csv", message }]);
