import type { Facts } from "#shared/conditions/index.ts";
import { type Enrollment, type EventRow, type Person, publicId } from "#shared/people/index.ts";
import {
  type Advance,
  type Answer,
  advance,
  type Subject,
  startRun,
} from "#shared/sequences/index.ts";
import type { CurrentRun } from "./enter-run.ts";

/** The person as runs see them. */
export function toSubject(person: Person, facts: Facts): Subject {
  const { data: profile } = person.profile!;
  const mails = new Map(person.messages.map(({ data }) => [data.id, data]));
  const { email } = profile;
  return { contact: person.id, person: { id: publicId(profile), email }, facts, mails };
}

/** What a run does next, the one that an event starts too. `run` is the same object as before when nothing changed. */
export function stepRun(
  { program, entryKey, old, start: given = old, rests, entry, entryData }: CurrentRun,
  subject: Subject,
  answers: Answer[],
  now: number,
): Advance {
  const start = entry
    ? startRun(program, subject.contact, entryKey, toEntry(entry), now, old)
    : given!;
  if (rests) return { run: start, effects: [] };
  const answer = answers.find(({ asker }) => asker.run === start.run);
  const data = entry?.data ?? entryData;
  return advance(program, start, data ? { ...subject, entry: data } : subject, now, answer);
}

/** Every write of a run carries its entry: larger data is read from the event's own row where it is needed. */
const MAX_ENTRY_DATA = 512;

function toEntry({ id, name, at, data, hops }: EventRow): Enrollment["entry"] {
  const entry = { event: name, id, at, ...(hops && { hops }) };
  return JSON.stringify(data).length <= MAX_ENTRY_DATA ? { ...entry, data } : entry;
}
