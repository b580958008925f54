import {
  type EventRow,
  eventKey,
  historyKey,
  toHistoryRow,
} from "#shared/audience/events/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import { readProfile } from "#shared/audience/profiles/index.ts";
import { chunksOf } from "#shared/kernel/chunks.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { KEEP_ROWS_MS } from "#shared/kernel/retention.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { Put, Table } from "#shared/ports/table.ts";

/** The event that creates a contact may precede the contact's row by a little. */
const CREATION_MS = MINUTE_MS;
/** Events in one write; an event may have two rows. */
const EVENTS_AT_ONCE = 50;

/**
 * Stores events of a contact, each under its name; large data goes to a row of its own. Only the
 * profile is read and no row is shared, so concurrent events of a contact never conflict.
 * Idempotent; stores nothing for an erased contact.
 * @throws Unavailable when a row may be missing
 */
export async function recordEvents(
  { table }: { table: Table<"people", "people"> },
  contact: string,
  events: EventRow[],
): Promise<void> {
  if (events.length === 0) return;
  const profile = await readProfile({ table }, contact);
  if (!profile || profile.data.erasedAt !== undefined) return;
  for (const some of chunksOf(events, EVENTS_AT_ONCE)) {
    const rows = distinct(some).flatMap((event) => putEvent(profile.data, event));
    const results = await table.writeEach(rows);
    const failure = results.find((result) => result && !(result instanceof Conflict));
    if (failure) throw failure;
  }
}

/** A batch may contain an event twice; a write may not contain a row twice. */
const distinct = (events: EventRow[]): EventRow[] => [
  ...new Map(
    events.map((event) => [JSON.stringify([event.name, event.at, event.id]), event]),
  ).values(),
];

/**
 * The rows of an event, each written once. An event older than its contact has both: the `e#` row
 * shows since when there is data about the contact.
 */
function putEvent({ id: contact, createdAt }: Profile, event: EventRow): Put<"people">[] {
  const { id, name, at } = event;
  const row = { v: 1, expiresAt: at + KEEP_ROWS_MS, expect: "absent" as const };
  const short = toHistoryRow(event);
  const named = { put: historyKey(contact, name, at, id), data: short, ...row };
  if (short.data && at >= createdAt - CREATION_MS) return [named];
  return [{ put: eventKey(contact, at, id), data: event, ...row }, named];
}
