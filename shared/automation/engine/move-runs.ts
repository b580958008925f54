import type { Facts } from "#shared/audience/conditions/index.ts";
import {
  comparePositions,
  type EventPosition,
  type EventRow,
} from "#shared/audience/events/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import {
  askedAt,
  catchUp,
  countStarted,
  type Subject,
  startRun,
} from "#shared/automation/runs/index.ts";
import { type Effect, onTime } from "#shared/automation/steps/index.ts";
import { positionOf } from "#shared/messaging/messages/index.ts";
import type { WebhookResult } from "#shared/queue/index.ts";
import { type CurrentRun, type Entry, placeOfRun, toEntry, whyNotEnter } from "./enter-run.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * What is decided for the runs of one person, of what is stored, what happened, and what they are
 * let in by.
 */
type Situation = {
  runs: CurrentRun[];
  snapshot: Snapshot;
  events: EventRow[];
  entries: Entry[];
  subject: Subject;
  answers: WebhookResult[];
};

/**
 * A run after what was decided for it; `old` is what is stored, the same object where nothing
 * changed.
 */
export type Moved = {
  program: Program;
  old?: Enrollment;
  run: Enrollment;
  expect: "absent" | number;
  effects: Effect[];
  passed?: string;
  /** The data of its entering event, where it may be too large to be kept with it. */
  entryData?: Record<string, unknown> | undefined;
};

/** An entry that started no run, and why. */
export type Refusal = { entry: Entry; reason: string };
type Moving = Moved & {
  rests: boolean;
  /** Whether it was let in just now. */
  began: boolean;
  /** Up to when it was gone through; undefined as long as it was not. */
  upTo?: number;
};

/**
 * Moves the runs of a person on, up to `now`: pure. The result does not depend on batching: events
 * and due instants are processed in their own order, an event meets the runs as they were at its
 * time, and starts a run where none was open then. An event over a minute late is processed as of
 * now for running runs and at its own time for runs it starts.
 */
export function moveRuns(
  { snapshot, runs, events, entries, subject, answers }: Situation,
  now: number,
): { moved: Moved[]; refused: Refusal[] } {
  const moving: Moving[] = runs.map(
    ({ program, old, start, rests = false, expect, entryData }) => ({
      program,
      run: start,
      rests,
      expect,
      effects: [],
      began: false,
      entryData,
      ...(old && { old }),
    }),
  );
  const refused: Refusal[] = [];
  const move = (one: Moving, wanted: EventPosition, answer?: WebhookResult) => {
    const { program, run, began } = one;
    // Runs never move back: an out-of-order event is processed where the run stands.
    const upTo = Math.max(run.arrivedAt, one.upTo ?? 0);
    const moment = wanted.at < upTo ? { at: upTo } : wanted;
    one.upTo = moment.at;
    const given = { now, moment, answer, began: began || run !== one.old };
    const { entryData: entry } = one;
    const found = catchUp(program, run, entry ? { ...subject, entry } : subject, given);
    one.run = found.run;
    one.effects.push(...found.effects);
    if (found.passed !== undefined) one.passed = found.passed;
  };
  for (const event of events.toSorted(inOrder)) {
    const runtime = positionOf(event);
    const own = entries.filter((entry) => entry.event === event);
    for (const one of moving) {
      if (one.rests || (!one.began && onTime(event.at, now) !== event.at)) continue;
      const concerns =
        one.program.events.has(event.name) || own.some((entry) => isOf(one.run, entry));
      if (!concerns) continue;
      move(one, runtime);
    }
    for (const entry of own) {
      const reason = enter(entry, runtime);
      if (reason !== undefined) refused.push({ entry, reason });
    }
  }
  for (const one of moving) {
    const answer = answers.find(({ asker }) => asker.run === one.run.run);
    if (!one.rests && isOpen(one, answer)) move(one, { at: now }, answer);
  }
  return { moved: moving.filter(({ old, run }) => run !== old), refused };

  function enter(entry: Entry, runtime: EventPosition): string | undefined {
    const { program, entryKey, event } = entry;
    const before = moving.find(({ run }) => isOf(run, entry));
    const row = snapshot.contact.enrollments.find(({ data }) => isOf(data, entry));
    const last = before?.run ?? row?.data ?? snapshot.endings.get(placeOfRun(entry));
    const reason = whyNotEnter(
      moving.map(({ run }) => run),
      last,
      entry,
    );
    if (reason !== undefined) return reason;
    const started = startRun(program, subject.contact, entryKey, toEntry(event), now, last);
    const one: Moving = before ?? {
      program,
      run: started,
      rests: false,
      expect: row?.version ?? "absent",
      effects: [],
      began: true,
      ...(row && { old: row.data }),
    };
    if (!before) moving.push(one);
    const entryData = event.data;
    Object.assign(one, { program, run: started, rests: false, began: true, entryData });
    one.effects.push(...countStarted(program, started));
    move(one, runtime);
    return undefined;
  }

  /** Whether there may be more to do than up to the last event. */
  function isOpen({ program, run, upTo }: Moving, answer: WebhookResult | undefined): boolean {
    if (upTo === undefined || answer || (run.dueAt !== undefined && run.dueAt <= now)) return true;
    return hasNewer(program, run, subject.facts, upTo);
  }
}

const inOrder = (one: EventRow, other: EventRow) =>
  comparePositions(positionOf(one), positionOf(other));

const isOf = ({ sequence, entryKey }: Enrollment, entry: Entry) =>
  sequence === entry.program.sequence && entryKey === entry.entryKey;

/** Whether something that a run asks for where it stands is known to have happened since. */
function hasNewer(program: Program, run: Enrollment, { events }: Facts, upTo: number): boolean {
  const { conditions, awaited } = askedAt(program, run);
  const isNewer = (name: string, since?: number) => (events(name, since)[0]?.at ?? 0) > upTo;
  return (
    [...conditions].some((name) => isNewer(name)) ||
    awaited.some(({ name, since }) => isNewer(name, since))
  );
}
