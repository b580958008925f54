import { contactKey, readContactRows } from "#shared/audience/partition/index.ts";
import { KEEP_ROWS_MS } from "#shared/kernel/retention.ts";
import { readRows } from "#shared/ports/read-rows.ts";
import type { Item, TableReader, Write } from "#shared/ports/table.ts";
import { type Ending, endingOf, fromEnding, mayHaveMoved } from "./ended-run.ts";
import type { Enrollment } from "./enrollment.ts";
import { deleteEnrollment } from "./enrollment-store.ts";

type RunKey = { sequence: string; entryKey: string };
type Reads = { table: TableReader<"people"> };

/** The most rows read of one contact. */
const MAX_ROWS = 1_000;

const endingSk = ({ sequence, entryKey }: RunKey) => `k#${sequence}#${entryKey}`;

/**
 * Moves an ended run, at the version that was read, out of what decisions read: the run itself,
 * kept as long as events, and its ending, kept for good for re-entry `never`.
 */
export const moveEnded = (contact: string, run: Enrollment, version: number): Write<"people">[] => [
  {
    put: contactKey(contact, `h#${run.sequence}#${run.entryKey}#${run.run}`),
    v: 1,
    data: run,
    expiresAt: (run.endedAt ?? run.startedAt) + KEEP_ROWS_MS,
    expect: "any",
  },
  {
    put: contactKey(contact, endingSk(run)),
    v: 1,
    data: endingOf(run),
    expect: "any",
  },
  deleteEnrollment(contact, run, version),
];

/**
 * The endings of moved runs under these keys. `stored` are the runs that were not moved. Reads
 * nothing for a contact that never had many.
 */
export async function readEndings(
  { table }: Reads,
  contact: string,
  stored: Enrollment[],
  keys: RunKey[],
): Promise<Enrollment[]> {
  if (!mayHaveMoved(stored.length)) return [];
  const known = new Set(stored.map(endingSk));
  const wanted = [...new Set(keys.map(endingSk))].filter((sk) => !known.has(sk));
  const rows = await readRows<"people", Ending>(
    table,
    wanted.map((sk) => contactKey(contact, sk)),
  );
  return rows.map(({ data }) => fromEnding(data));
}

/**
 * The moved runs of a contact, in one sequence or all, newest first; only the endings of expired
 * ones. `rows` is the number of runs not moved.
 */
export async function readEndedRuns(
  world: Reads,
  contact: string,
  rows: number,
  sequence?: string,
): Promise<Item<Enrollment>[]> {
  if (!mayHaveMoved(rows)) return [];
  const within = sequence === undefined ? "" : `${sequence}#`;
  const [runs, endings] = await Promise.all([
    readContactRows<Enrollment>(world, contact, { prefix: `h#${within}` }, { limit: MAX_ROWS }),
    readContactRows<Ending>(world, contact, { prefix: `k#${within}` }, { limit: MAX_ROWS }),
  ]);
  const whole = new Set(runs.map(({ data }) => data.run));
  const rest = endings
    .filter(({ data }) => !whole.has(data.run))
    .map((item) => ({ ...item, data: fromEnding(item.data) }));
  return [...runs, ...rest].sort((a, b) => b.data.startedAt - a.data.startedAt);
}
