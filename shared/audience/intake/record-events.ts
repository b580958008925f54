import { type EventRow, putEvent } from "#shared/audience/events/index.ts";
import { readProfile } from "#shared/audience/profiles/index.ts";
import { chunksOf } from "#shared/kernel/chunks.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import type { Table } from "#shared/ports/table.ts";

/** Events in one write; an event may have two rows. */
const EVENTS_AT_ONCE = 50;

/**
 * Stores events of a contact, each under its name; large data goes to a row of its own. Only the
 * profile is read and no row is shared, so concurrent events of a contact never conflict.
 * Idempotent; stores nothing for an erased contact. Returns the events that were new.
 * @throws Unavailable when a row may be missing
 */
export async function recordEvents(
  { table }: { table: Table<"people", "people"> },
  contact: string,
  events: EventRow[],
): Promise<EventRow[]> {
  const stored = new Set<EventRow>();
  if (events.length === 0) return [];
  const profile = await readProfile({ table }, contact);
  if (!profile || profile.data.erasedAt !== undefined) return [];
  for (const some of chunksOf(events, EVENTS_AT_ONCE)) {
    const rows = distinct(some).flatMap((event) =>
      putEvent(profile.data, event).map((row) => ({ event, row })),
    );
    const results = await table.writeEach(rows.map(({ row }) => row));
    const failure = results.find((result) => result && !(result instanceof Conflict));
    if (failure) throw failure;
    for (const [i, { event }] of rows.entries()) if (!results[i]) stored.add(event);
  }
  return [...stored];
}

/** A batch may contain an event twice; a write may not contain a row twice. */
const distinct = (events: EventRow[]): EventRow[] => [
  ...new Map(
    events.map((event) => [JSON.stringify([event.name, event.at, event.id]), event]),
  ).values(),
];
