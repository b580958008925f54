import { recordEvents } from "#shared/audience/contacts/index.ts";
import {
  type Enrollment,
  type Person,
  readEndings,
  readPerson,
} from "#shared/automation/enrollments/index.ts";
import type { Subject } from "#shared/automation/runs/index.ts";
import { type Effect, kindOf, type Step } from "#shared/automation/steps/index.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { foldOutcomes } from "#shared/messaging/delivery/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import { listenedAttributes, type Switches } from "#shared/platform/live-definitions/index.ts";
import type { Reference } from "#shared/scheduler/index.ts";
import { changePerson, type PersonChange } from "./change-person.ts";
import { currentRuns, findEntries } from "./current-runs.ts";
import type { Entry } from "./enter-run.ts";
import type { Errand } from "./errand.ts";
import { judgePerson } from "./judge-person.ts";
import { loadEntries } from "./load-entries.ts";
import { type Moved, moveRuns, type Stored } from "./move-runs.ts";
import { noteHeard } from "./note-heard.ts";
import { type Ended, endedRuns } from "./put-away.ts";
import { decideOnDemand } from "./read-on-demand.ts";
import { readWinners } from "./read-winners.ts";
import type { RunsWorld } from "./runs-world.ts";
import { toSubject } from "./step-run.ts";
import { isKept, tidy } from "./tidy.ts";

/** A change of one enrollment that was decided and is not written yet. */
export type Decided = {
  contact: string;
  old?: Enrollment;
  next: Enrollment;
  expect: "absent" | number;
  effects: Effect[];
  /** The mail in doubt that the run goes on without, with the version of its row. */
  passed?: { message: Message; expect: number };
  /** Whether the run now stands where events matter: one that came meanwhile must be looked for. */
  listens: boolean;
};

/**
 * Everything that reacting decides for one person; mails of theirs that lost their way, and what they and their runs are
 * due for, which may have.
 */
export type Decisions = {
  changes: Decided[];
  person?: PersonChange;
  lost: string[];
  due: Reference[];
  ended: Ended[];
};

const NOTHING: Decisions = { changes: [], lost: [], due: [], ended: [] };

/** An outbox entry this long past its planned instant should have its row: who meets one hands it over again. */
const LOST_AFTER_MS = 15 * MINUTE_MS;

/**
 * Reads a person and decides what their runs do next: those that events let in, and all that are under way. Of what was
 * decided nothing is written; what happened to the person before is.
 */
export async function decide(
  world: RunsWorld,
  { contact, events, answers, followed, touched, again }: Errand,
  switches: Switches,
): Promise<Decisions> {
  const now = world.clock.now();
  const person = await foldOutcomes(world, await readPerson(world, contact, now));
  const profile = person.profile?.data;
  if (!profile || profile.erasedAt !== undefined) return NOTHING;
  const pending = profile.pending ?? [];
  await recordEvents(world, contact, pending);
  const happened = [...events, ...pending];
  const judged = await judgePerson(world, person, happened, touched, switches, now);
  await recordEvents(world, contact, judged.reached);
  const entries = [...happened, ...judged.reached];
  const current = await currentRuns(world, person, entries, followed, switches, now);
  const runs = await loadEntries(world, contact, current);
  const ways = await findEntries(world, entries, switches);
  const programs = [...runs, ...ways].map(({ program }) => program);
  const winnerOf = await readWinners(world, programs, now);
  const stored = await withEndings(world, person, ways);
  const asking = { runs, ways, events: entries, switches, now };
  const { decided, history } = await decideOnDemand(world, person, asking, (facts) => {
    if (judged.segments) facts.segments = judged.segments;
    const subject = toSubject(person, facts);
    if (winnerOf) subject.winnerOf = winnerOf;
    const situation = { runs, stored, events: entries, entries: ways, subject, answers };
    return { subject, ...moveRuns(situation, now) };
  });
  const moved = noteHeard(decided.moved, runs, history, now);
  const changes = moved.map((one) => toDecided(one, decided.subject, person, now));
  const change = changePerson(person.profile!, {
    takenIn: new Set(pending.map(({ id }) => id)),
    judgement: judged.judgement,
    wakeAt: judged.wakeAt,
    effects: changes.map(({ next, effects }) => ({
      by: next.sequence,
      hops: next.entry.hops ?? 0,
      effects,
    })),
    heard: listenedAttributes(switches),
    now,
  });
  return {
    changes,
    ...(change && { person: change }),
    // What lay about while its sequence was paused is handed over once more, to be dropped.
    lost: lostMails(person, now, again || runs.some(({ rests }) => rests)),
    due: again ? dueAgain(person) : [],
    ended: endedRuns(
      contact,
      person.enrollments.filter(({ data }) => !changes.some(({ old }) => old === data)),
      decided.subject.mails,
      now,
    ),
  };
}

/**
 * All runs that are stored, and how those under the keys that the events ask for ended, where they
 * were moved.
 */
async function withEndings(world: RunsWorld, { id, enrollments }: Person, ways: Entry[]) {
  const stored: Stored[] = enrollments;
  const keys = ways.map(({ program: { sequence }, entryKey }) => ({ sequence, entryKey }));
  const runs = enrollments.map(({ data }) => data);
  const endings = await readEndings(world, id, runs, keys);
  return [...stored, ...endings.map((data): Stored => ({ data, version: "absent" }))];
}

/** What a run is due for, if it is. */
export function dueOf(contact: string, { sequence, dueAt }: Enrollment): Reference[] {
  return dueAt === undefined ? [] : [{ kind: "run", contact, sequence, at: dueAt }];
}

/** When a person is to be looked at, if they are. */
export const wakeOf = (contact: string, wakeAt: number | undefined): Reference[] =>
  wakeAt === undefined ? [] : [{ kind: "person", contact, at: wakeAt }];

const dueAgain = ({ id, profile, enrollments }: Person): Reference[] => [
  ...wakeOf(id, profile?.data.wakeAt),
  ...enrollments.flatMap(({ data }) => dueOf(id, data)),
];

function toDecided(
  { program, old, run, expect, effects, passed }: Moved,
  subject: Subject,
  person: Person,
  now: number,
): Decided {
  const { contact, mails } = subject;
  const message = person.messages.find(({ data }) => data.id === passed);
  const at = run.step === null ? undefined : program.steps.get(run.step);
  return {
    contact,
    ...(old && { old }),
    next: tidy(run, mails, now),
    expect,
    effects,
    ...(message && { passed: { message: message.data, expect: message.version } }),
    listens: at !== undefined && listensAt(at),
  };
}

/** Whether news of the person may move a run on from this step. */
function listensAt(step: Step): boolean {
  const { asks, awaits } = kindOf(step);
  return (asks?.(step) ?? []).length + (awaits?.(step) ?? []).length > 0;
}

/** Mails in an outbox that should have their row by now; all without one where `atOnce`. */
function lostMails({ enrollments, messages }: Person, now: number, atOnce: boolean): string[] {
  const before = atOnce ? now : now - LOST_AFTER_MS;
  const known = new Set(messages.map(({ data }) => data.id));
  return enrollments
    .flatMap(({ data }) => data.outbox)
    .filter(
      (entry) =>
        (entry.plannedAt ?? entry.bornAt) <= before &&
        !known.has(entry.messageId) &&
        isKept(entry, now),
    )
    .map(({ messageId }) => messageId);
}
