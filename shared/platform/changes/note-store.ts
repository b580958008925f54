import { digest, WORKSPACE } from "#shared/kernel/ids.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import { getRows } from "#shared/ports/read-rows.ts";
import type { Table, TableReader } from "#shared/ports/table.ts";
import type { Note } from "./topics.ts";

type Writes = { table: Table<"index", "index">; clock: Clock };

/** Long after any page that looked has looked again. */
const KEEP_MS = DAY_MS;

/** The name of a contact's note: it tells nothing of the contact. */
type ContactNote = `contact#${string}`;
export const contactNote = (contact: string): ContactNote =>
  `contact#${digest("changes", contact).slice(0, 16)}`;

const rowOf = (note: Note | ContactNote) =>
  ({ table: "index", pk: `${WORKSPACE}#changes`, sk: note }) as const;

/** Raises the version of a note. It follows the time, so that it does not repeat after expiry. */
export async function raiseNote({ table, clock }: Writes, note: Note | ContactNote): Promise<void> {
  const options = { from: clock.realNow(), expiresAt: clock.now() + KEEP_MS };
  await table.add(rowOf(note), { version: 1 }, options);
}

/** The version of each note; 0 where nothing was noted lately. */
export async function readVersions(
  { table }: { table: TableReader<"index"> },
  notes: (Note | ContactNote)[],
): Promise<number[]> {
  const items = await getRows<"index", { version: number }>(table, notes.map(rowOf), {});
  return items.map((item) => item?.data.version ?? 0);
}
