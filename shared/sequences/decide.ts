import { zoneOf } from "#shared/calendar/index.ts";
import type { Facts } from "#shared/conditions/index.ts";
import { foldOutcomes } from "#shared/delivery/index.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import {
  type Enrollment,
  type EventRow,
  isActive,
  isMessageEvent,
  type Message,
  messageEvents,
  type Person,
  readHistory,
  readPerson,
} from "#shared/people/index.ts";
import type { Reference } from "#shared/wheel/index.ts";
import type { SequenceSwitch, Switches } from "#shared/workspace/index.ts";
import { advance, type Subject, startRun } from "./advance.ts";
import { entryKeyOf, type Program } from "./program.ts";
import type { ReactWorld } from "./react-world.ts";
import { loadProgram } from "./sequence-store.ts";
import { kindOf } from "./steps/index.ts";
import { tidy } from "./tidy.ts";

/** A change of one enrollment that was decided and is not written yet. */
export type Decided = {
  contact: string;
  old?: Enrollment;
  next: Enrollment;
  expect: "absent" | number;
  /** The mail in doubt that the run goes on without, with the version of its row. */
  passed?: { message: Message; expect: number };
  /** Whether the run now stands where events matter: one that came meanwhile must be looked for. */
  listens: boolean;
};

/**
 * Everything that reacting decides for one person; mails of theirs that lost their way, and what their runs are due for,
 * which may have.
 */
export type Decisions = { changes: Decided[]; lost: string[]; due: Reference[] };

/** An outbox entry this long past its planned instant should have its row: who meets one hands it over again. */
const LOST_AFTER_MS = 15 * MINUTE_MS;

/**
 * Reads a person and decides what their runs do next: those that `events` let in, and all that are under way.
 * Nothing is written. `again` says that the work came before, so that what it may have left undone is done.
 */
export async function decide(
  world: ReactWorld,
  contact: string,
  events: EventRow[],
  switches: Switches,
  again: boolean,
): Promise<Decisions> {
  const now = world.clock.now();
  const person = await foldOutcomes(world, await readPerson(world, contact, now));
  const profile = person.profile?.data;
  if (!profile || profile.erasedAt !== undefined) return { changes: [], lost: [], due: [] };
  const runs = await currentRuns(world, person, events, switches);
  const subject = await toSubject(
    world,
    person,
    runs.map(({ program }) => program),
  );
  const changes = runs.flatMap((run) => step(run, subject, person, now));
  return {
    changes,
    lost: lostMails(person, again ? now : now - LOST_AFTER_MS),
    due: again ? person.enrollments.flatMap(({ data }) => dueOf(contact, data)) : [],
  };
}

/** What a run is due for, if it is. */
export function dueOf(contact: string, { sequence, entryKey, dueAt }: Enrollment): Reference[] {
  return dueAt === undefined ? [] : [{ kind: "run", contact, sequence, entryKey, at: dueAt }];
}

type Run = { program: Program; old?: Enrollment; expect: "absent" | number; entry?: EventRow };

/** The runs under way of live sequences, and those that the events start. */
async function currentRuns(
  world: ReactWorld,
  person: Person,
  events: EventRow[],
  { sequences }: Switches,
): Promise<Run[]> {
  const runs: Run[] = [];
  for (const { data, version } of person.enrollments) {
    if (!isActive(data) || sequences[data.sequence]?.state !== "live") continue;
    const program = await loadProgram(world, data.sequence, data.version);
    if (program) runs.push({ program, old: data, expect: version });
  }
  if (events.length === 0) return runs;
  for (const [id, one] of Object.entries(sequences)) {
    for (const event of events.filter((event) => isOpenTo(one, event))) {
      const program = await loadProgram(world, id, one.version);
      const key = program && entryKeyOf(program, event);
      if (!program || key === undefined) continue;
      if (
        runs.some(
          ({ program: p, old, entry }) =>
            p.sequence === id && (old?.entryKey ?? (entry && entryKeyOf(p, entry))) === key,
        )
      )
        continue;
      const last = person.enrollments.find(
        ({ data }) => data.sequence === id && data.entryKey === key,
      );
      if (last && !mayReenter(program, last.data, event)) continue;
      runs.push({ program, old: last?.data, expect: last?.version ?? "absent", entry: event });
    }
  }
  return runs;
}

const isOpenTo = ({ state, events }: SequenceSwitch, event: EventRow) =>
  state === "live" && events.includes(event.name);

function mayReenter({ coolDownMs }: Program, last: Enrollment, event: EventRow): boolean {
  if (coolDownMs === undefined || last.endedAt === undefined) return false;
  return event.id !== last.entry.id && event.at >= last.endedAt + coolDownMs;
}

/** The person as their runs see them; of what they did, only what those runs ask for is read. */
async function toSubject(world: ReactWorld, person: Person, programs: Program[]): Promise<Subject> {
  const names = [...new Set(programs.flatMap((program) => [...program.events]))];
  const stored = names.filter((name) => !isMessageEvent(name));
  const history = await readHistory(world, person.id, stored);
  const mails = new Map(person.messages.map(({ data }) => [data.id, data]));
  const events = (name: string) =>
    isMessageEvent(name)
      ? messageEvents(name, mails.values())
      : (history.get(name)?.recent ?? []).map(({ at, data = {} }) => ({ at, data }));
  const { attributes, timeZone, subscribed, suppression } = person.profile!.data;
  const facts: Facts = {
    attributes,
    zone: zoneOf(timeZone),
    events,
    segments: new Set(),
    subscribed,
    suppressed: suppression?.reason ?? null,
  };
  return { contact: person.id, facts, mails };
}

function step(
  { program, old, expect, entry }: Run,
  subject: Subject,
  person: Person,
  now: number,
): Decided[] {
  const { contact, mails } = subject;
  const start = entry
    ? startRun(program, contact, entryKeyOf(program, entry)!, toEntry(entry), now, old)
    : old!;
  const { run, passed } = advance(program, start, subject, now);
  if (run === old) return [];
  const message = person.messages.find(({ data }) => data.id === passed);
  const at = run.step === null ? undefined : program.steps.get(run.step);
  return [
    {
      contact,
      old,
      next: tidy(run, mails),
      expect,
      ...(message && { passed: { message: message.data, expect: message.version } }),
      listens: at !== undefined && (kindOf(at).events?.(at) ?? []).length > 0,
    },
  ];
}

/** Larger data is read from the event's own row when a mail needs it. */
const MAX_ENTRY_DATA = 512;

function toEntry({ id, name, at, data }: EventRow): Enrollment["entry"] {
  const small = JSON.stringify(data).length <= MAX_ENTRY_DATA;
  return { event: name, id, at, ...(small && { data }) };
}

function lostMails({ enrollments, messages }: Person, before: number): string[] {
  const known = new Set(messages.map(({ data }) => data.id));
  return enrollments
    .flatMap(({ data }) => data.outbox)
    .filter(
      ({ messageId, bornAt, plannedAt }) =>
        (plannedAt ?? bornAt) <= before && !known.has(messageId),
    )
    .map(({ messageId }) => messageId);
}
