import type { ContactEvent, Reads } from "#shared/audience/conditions/index.ts";
import {
  addWanted,
  comparePositions,
  type EventRow,
  isCovered,
  type WantedHistory,
} from "#shared/audience/events/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { type EventsRead, eventsReadAt, eventsReadAtStart } from "#shared/automation/runs/index.ts";
import { isMessageEvent, messageEvents } from "#shared/messaging/messages/index.ts";
import type { CurrentRun, Entry } from "./enter-run.ts";
import { wantedHistory } from "./facts.ts";
import type { PlanSnapshot } from "./snapshot.ts";

/** After this many reads, the plan gets all that any of its programs may read. */
const MAX_ROUNDS = 6;

const NOTHING: ContactEvent[] = [];

/** What is planned: runs, possible entries, and the events behind them. */
type PlanScope = { runs: CurrentRun[]; entries: Entry[]; events: EventRow[] };

/** The events of a contact, and which of them a plan reads but lacks. */
export type TrackedHistory = {
  /** The known events of a name, newest first; notes what is lacking. */
  ask: (name: string, since?: number) => readonly ContactEvent[];
  /** The known events of a name. */
  known: (name: string) => readonly ContactEvent[];
  lacking: () => ReadonlyMap<string, WantedHistory>;
};

/**
 * At first only what runs read at their present step counts as lacking; a run that reaches a step
 * that reads more adds to it. `unstored` are events not written yet. Pure.
 */
export function trackHistory(
  { history, read, mails }: PlanSnapshot,
  concerned: PlanScope,
  unstored: EventRow[],
  now: number,
): TrackedHistory {
  const { runs, entries, events } = concerned;
  const stored = withUnstored(history, unstored);
  const known = (name: string) =>
    isMessageEvent(name) ? messageEvents(name, mails.values()) : (stored.get(name) ?? NOTHING);
  const lacking = new Map<string, WantedHistory>();
  if (!read || read.rounds > MAX_ROUNDS) return { ask: known, known, lacking: () => lacking };
  let byConditions: Map<string, WantedHistory> | undefined;
  const unsearched = new Map<string, number>();
  const note = (name: string, since?: number) => {
    byConditions ??= wantedBy(concerned, now, ({ conditions }) => ({ events: conditions }));
    const wanted = since === undefined ? byConditions.get(name) : { from: since, data: true };
    if (wanted && !isCovered(read.history.get(name), wanted)) addWanted(lacking, name, wanted);
  };
  const noteAll = ({ conditions, awaited }: EventsRead) => {
    for (const name of conditions) note(name);
    for (const { name, since, heard = 0 } of awaited) {
      if (isMessageEvent(name)) continue;
      const from = heard > since ? Math.max(since, firstOf(events, name, heard)) : since;
      if (from > since) unsearched.set(`${since} ${name}`, from);
      note(name, from);
    }
  };
  for (const { program, start, isPaused } of runs) {
    // Before it times out, a step searches everything once more.
    const isDue = start.dueAt !== undefined && start.dueAt <= now;
    if (!isPaused) noteAll(eventsReadAt(program, isDue ? { ...start, heard: undefined } : start));
  }
  for (const { program, event } of entries) noteAll(eventsReadAtStart(program, event.at));
  return {
    ask: (name, since) => {
      if (!isMessageEvent(name)) {
        note(name, since === undefined ? since : (unsearched.get(`${since} ${name}`) ?? since));
      }
      return known(name);
    },
    known,
    lacking: () =>
      lacking.size > 0 && read.rounds === MAX_ROUNDS
        ? wantedBy(concerned, now, ({ reads }) => reads)
        : lacking,
  };
}

/** The earliest unprocessed event of a name, or the instant up to which all were searched. */
const firstOf = (events: EventRow[], wanted: string, heard: number): number =>
  events.reduce((first, { name, at }) => (name === wanted ? Math.min(first, at) : first), heard);

/** The history including events that are not stored yet. */
function withUnstored(
  history: PlanSnapshot["history"],
  unstored: EventRow[],
): PlanSnapshot["history"] {
  if (unstored.length === 0) return history;
  const all = new Map(history);
  for (const event of unstored) addToHistory(all, event);
  return all;
}

/** Inserts an event, newest first, once. Message events are derived from messages instead. */
export function addToHistory(
  history: Map<string, readonly ContactEvent[]>,
  { id, name, at, ordinal, data }: EventRow,
): void {
  if (isMessageEvent(name)) return;
  const list = history.get(name) ?? NOTHING;
  const event = { id, at, ordinal, data };
  const next = list.findIndex((one) => comparePositions(one, event) <= 0);
  if (list[next]?.id === id && list[next].at === at) return;
  history.set(name, list.toSpliced(next < 0 ? list.length : next, 0, event));
}

/** What these conditions of each program read, at any step. */
function wantedBy(
  { runs, entries }: PlanScope,
  now: number,
  readsOf: (program: Program) => Pick<Reads, "events">,
): Map<string, WantedHistory> {
  const starts = [
    ...runs.map(({ program, start }) => ({ program, at: start.startedAt })),
    ...entries.map(({ program, event }) => ({ program, at: event.at })),
  ];
  const wanted = new Map<string, WantedHistory>();
  for (const { program, at } of starts) {
    const own = wantedHistory([readsOf(program)], now, Math.min(now, at));
    for (const [name, one] of own) addWanted(wanted, name, one);
  }
  return wanted;
}
