import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";

type Options = Api & { onConflict?: string };
const Result = z.object({
  created: z.number(),
  changed: z.number(),
  skipped: z.array(z.object({ index: z.number(), reason: z.string() })),
});

/** Of a request: as many rows and bytes as the API takes, with room for the rest of its body. */
const MOST_ROWS = 500;
const MOST_BYTES = 1_000_000;

/** The rows of a JSON array, or of a file with one JSON object a line. */
function readRows(file: string): unknown[] {
  const text = readFileSync(file, "utf8");
  if (text.trimStart().startsWith("[")) return z.array(z.unknown()).parse(JSON.parse(text));
  return text.split("\n").flatMap((line, at) => {
    if (line.trim() === "") return [];
    try {
      return [JSON.parse(line) as unknown];
    } catch {
      throw new InvalidInput(`line ${at + 1} of ${file} is no JSON`);
    }
  });
}

function* batchesOf(rows: unknown[]): Generator<{ first: number; rows: unknown[] }> {
  let batch: unknown[] = [];
  let bytes = 0;
  for (const [at, row] of rows.entries()) {
    const size = Buffer.byteLength(JSON.stringify(row)) + 1;
    if (batch.length > 0 && (batch.length === MOST_ROWS || bytes + size > MOST_BYTES)) {
      yield { first: at - batch.length, rows: batch };
      batch = [];
      bytes = 0;
    }
    batch.push(row);
    bytes += size;
  }
  if (batch.length > 0) yield { first: rows.length - batch.length, rows: batch };
}

/**
 * Creates or changes the contacts of a file, batch by batch, and says how far it is. A batch with a
 * fault ends it; those before are saved, and the file can be put again.
 */
export async function putContacts(io: CliIo, file: string, { onConflict, ...api }: Options) {
  const client = clientOf(api);
  const rows = readRows(file);
  const sum = { created: 0, changed: 0 };
  for (const { first, rows: contacts } of batchesOf(rows)) {
    const body = { contacts, ...(onConflict && { onConflict }) };
    const { created, changed, skipped } = Result.parse(
      await client.post("/v1/contacts/batch", body).catch((error: unknown) => {
        io.err(
          `Rows ${first + 1} to ${first + contacts.length} were refused; those before are saved.\n`,
        );
        throw error;
      }),
    );
    sum.created += created;
    sum.changed += changed;
    for (const { index, reason } of skipped) io.err(`row ${first + index + 1}: ${reason}\n`);
    if (rows.length > contacts.length) io.err(`${first + contacts.length} of ${rows.length}\n`);
  }
  io.out(`${sum.created} created, ${sum.changed} changed.\n`);
}
