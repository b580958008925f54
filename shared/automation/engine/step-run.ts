import type { Facts } from "#shared/audience/conditions/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import { publicId } from "#shared/audience/profiles/index.ts";
import type { Enrollment, Person } from "#shared/automation/enrollments/index.ts";
import type { Subject } from "#shared/automation/runs/index.ts";

/** The person as runs see them. */
export function toSubject(person: Person, facts: Facts): Subject {
  const { data: profile } = person.profile!;
  const mails = new Map(person.messages.map(({ data }) => [data.id, data]));
  const { email } = profile;
  return { contact: person.id, person: { id: publicId(profile), email }, facts, mails };
}

/**
 * Every write of a run carries its entry: larger data is read from the event's own row where it is
 * needed.
 */
const MAX_ENTRY_DATA = 512;

/** An event as the run keeps it that it lets in. */
export function toEntry({ id, name, at, ordinal, data, hops }: EventRow): Enrollment["entry"] {
  const entry = { event: name, id, at, ...(ordinal && { ordinal }), ...(hops && { hops }) };
  return JSON.stringify(data).length <= MAX_ENTRY_DATA ? { ...entry, data } : entry;
}
