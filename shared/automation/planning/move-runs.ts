import type { Facts } from "#shared/audience/conditions/index.ts";
import {
  comparePositions,
  type EventPosition,
  type EventRow,
} from "#shared/audience/events/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import {
  catchUp,
  countStarted,
  eventsReadAt,
  type RunContact,
  startRun,
} from "#shared/automation/runs/index.ts";
import { type Effect, onTime } from "#shared/automation/steps/index.ts";
import { positionOf } from "#shared/messaging/messages/index.ts";
import type { WebhookResult } from "#shared/queue/index.ts";
import { type CurrentRun, type Entry, runKey, toEntry, whyNotEnter } from "./enter-run.ts";
import type { PlanSnapshot } from "./snapshot.ts";

/** The input of `moveRuns`: what is stored, what happened, and possible entries. */
type Situation = {
  runs: CurrentRun[];
  snapshot: PlanSnapshot;
  events: EventRow[];
  entries: Entry[];
  subject: RunContact;
  answers: WebhookResult[];
};

/** A run after its decisions; `old` is the stored run, the same object if unchanged. */
export type Moved = {
  program: Program;
  old: Enrollment | undefined;
  run: Enrollment;
  expect: "absent" | number;
  effects: Effect[];
  /** The entry event's data, in case it is too large to be stored with the run. */
  entryData?: Record<string, unknown> | undefined;
};

/** An entry that started no run, and why. */
export type Refusal = { entry: Entry; reason: string };
type Moving = Moved & {
  isPaused: boolean;
  /** Whether it started just now. */
  began: boolean;
  /** Up to when it was processed; undefined before. */
  upTo?: number;
};

/**
 * Moves a contact's runs on to `now`. Pure. The result does not depend on batching: events and due
 * instants are processed in order, an event meets the runs as they were at its time, and starts a
 * run if none was active then. An event over a minute late is processed as of now for existing
 * runs, and at its own time for runs that it starts.
 */
export function moveRuns(
  { snapshot, runs, events, entries, subject, answers }: Situation,
  now: number,
): { moved: Moved[]; refused: Refusal[] } {
  const moving: Moving[] = runs.map(
    ({ program, old, start, isPaused = false, expect, entryData }) => ({
      program,
      old,
      run: start,
      isPaused,
      expect,
      effects: [],
      began: false,
      entryData,
    }),
  );
  const refused: Refusal[] = [];
  const move = (one: Moving, position: EventPosition, answer?: WebhookResult) => {
    const { program, run, began } = one;
    // Runs never move back: an out-of-order event is processed at the run's position.
    const upTo = Math.max(run.arrivedAt, one.upTo ?? 0);
    const moment = position.at < upTo ? { at: upTo } : position;
    one.upTo = moment.at;
    const options = { now, moment, answer, began: began || run !== one.old };
    const { entryData: entry } = one;
    const found = catchUp(program, run, entry ? { ...subject, entry } : subject, options);
    one.run = found.run;
    one.effects.push(...found.effects);
  };
  for (const event of events.toSorted(inOrder)) {
    const position = positionOf(event);
    const started = entries.filter((entry) => entry.event === event);
    for (const one of moving) {
      if (one.isPaused || (!one.began && onTime(event.at, now) !== event.at)) continue;
      const concerns =
        one.program.events.has(event.name) || started.some((entry) => isOf(one.run, entry));
      if (!concerns) continue;
      move(one, position);
    }
    for (const entry of started) {
      const reason = enter(entry, position);
      if (reason !== undefined) refused.push({ entry, reason });
    }
  }
  for (const one of moving) {
    const answer = answers.find(({ origin }) => origin.run === one.run.run);
    if (!one.isPaused && isOpen(one, answer)) move(one, { at: now }, answer);
  }
  return { moved: moving.filter(({ old, run }) => run !== old), refused };

  function enter(entry: Entry, position: EventPosition): string | undefined {
    const { program, entryKey, event } = entry;
    const before = moving.find(({ run }) => isOf(run, entry));
    const row = snapshot.contact.enrollments.find(({ data }) => isOf(data, entry));
    const last = before?.run ?? row?.data ?? snapshot.endings.get(runKey(entry));
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
      isPaused: false,
      expect: row?.version ?? "absent",
      effects: [],
      began: true,
      old: row?.data,
    };
    if (!before) moving.push(one);
    const entryData = event.data;
    Object.assign(one, { program, run: started, isPaused: false, began: true, entryData });
    one.effects.push(...countStarted(program, started));
    move(one, position);
    return undefined;
  }

  /** Whether there may be more to decide after the last event. */
  function isOpen({ program, run, upTo }: Moving, answer: WebhookResult | undefined): boolean {
    if (upTo === undefined || answer || (run.dueAt !== undefined && run.dueAt <= now)) return true;
    return hasNewer(program, run, subject.facts, upTo);
  }
}

const inOrder = (one: EventRow, other: EventRow) =>
  comparePositions(positionOf(one), positionOf(other));

const isOf = ({ sequence, entryKey }: Enrollment, entry: Entry) =>
  sequence === entry.program.sequence && entryKey === entry.entryKey;

/** Whether a known later event is one that the run reads at its step. */
function hasNewer(program: Program, run: Enrollment, { events }: Facts, upTo: number): boolean {
  const { conditions, awaited } = eventsReadAt(program, run);
  const isNewer = (name: string, since?: number) => (events(name, since)[0]?.at ?? 0) > upTo;
  return (
    [...conditions].some((name) => isNewer(name)) ||
    awaited.some(({ name, since }) => isNewer(name, since))
  );
}
