import { namedContacts } from "#shared/kernel/ids.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import { lastWatched } from "#shared/platform/live-definitions/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import { contactNote, raiseNote } from "./note-store.ts";
import type { Note } from "./topics.ts";

type World = { table: Table<"library" | "index", "index">; clock: Clock };

const AT_ONCE = 10;

/** Notes changes, watched or not: for what changes rarely. */
export async function noteChanges(
  world: { table: Table<"index", "index">; clock: Clock },
  notes: Note[],
): Promise<void> {
  await mapConcurrently(notes, AT_ONCE, (note) => raiseNote(world, note));
}

/**
 * Notes what a batch of queue messages touched while a page watches, as the process last read it;
 * else it neither reads nor writes. A lost hint only delays what a page shows, so no failure is
 * passed on. `table`: the one by which the batch read the live definitions.
 */
export async function noteWatched(
  world: World,
  notes: Note[],
  messages: readonly object[],
  table: object = world.table,
): Promise<void> {
  const watched = lastWatched(table);
  if (!watched || watched.until <= world.clock.realNow()) return;
  const { contacts = {} } = watched;
  const shown = Object.keys(contacts).length > 0 ? namedContacts(JSON.stringify(messages)) : [];
  const named = shown.map(contactNote).filter((note) => note in contacts);
  const all = [...notes, ...named];
  await mapConcurrently(all, AT_ONCE, (note) => raiseNote(world, note)).catch(() => {});
}
