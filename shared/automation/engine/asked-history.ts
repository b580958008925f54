import type { ContactEvent, Reads } from "#shared/audience/conditions/index.ts";
import {
  addWanted,
  comparePositions,
  type EventRow,
  isCovered,
  type WantedHistory,
} from "#shared/audience/events/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { type Asked, askedAt, askedFirst } from "#shared/automation/runs/index.ts";
import { isMessageEvent, messageEvents } from "#shared/messaging/messages/index.ts";
import type { CurrentRun, Entry } from "./enter-run.ts";
import { wantedHistory } from "./read-facts.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * So often more is read of what turned out to be asked for; then it is all that any step may ask.
 */
const MAX_ROUNDS = 6;

const NOTHING: ContactEvent[] = [];

/** What is planned: the runs that there are, the entries that events ask for, and those events. */
export type Concerned = { runs: CurrentRun[]; entries: Entry[]; events: EventRow[] };

/** What a contact did, and what of it is asked for but was not read. */
export type AskedHistory = {
  /** What is known under a name, newest first; where more is needed, that is lacking from now on. */
  ask: (name: string, since?: number) => readonly ContactEvent[];
  /** What is known under a name. */
  known: (name: string) => readonly ContactEvent[];
  lacking: () => ReadonlyMap<string, WantedHistory>;
};

/**
 * Of what a contact did, only what the runs ask for where they stand is lacking at first; when one
 * comes to a step that asks for more, that is lacking too. `news` are events that are not stored
 * yet. Pure.
 */
export function askHistory(
  { history, read, mails }: Snapshot,
  concerned: Concerned,
  news: EventRow[],
  now: number,
): AskedHistory {
  const { runs, entries, events } = concerned;
  const stored = withNews(history, news);
  const known = (name: string) =>
    isMessageEvent(name) ? messageEvents(name, mails.values()) : (stored.get(name) ?? NOTHING);
  const lacking = new Map<string, WantedHistory>();
  if (!read || read.rounds > MAX_ROUNDS) return { ask: known, known, lacking: () => lacking };
  let byConditions: Map<string, WantedHistory> | undefined;
  const unheard = new Map<string, number>();
  const note = (name: string, since?: number) => {
    byConditions ??= wantedBy(concerned, now, ({ conditions }) => ({ events: conditions }));
    const wanted = since === undefined ? byConditions.get(name) : { from: since, data: true };
    if (wanted && !isCovered(read.history.get(name), wanted)) addWanted(lacking, name, wanted);
  };
  const noteAll = ({ conditions, awaited }: Asked) => {
    for (const name of conditions) note(name);
    for (const { name, since, heard = 0 } of awaited) {
      if (isMessageEvent(name)) continue;
      const from = heard > since ? Math.max(since, firstOf(events, name, heard)) : since;
      if (from > since) unheard.set(`${since} ${name}`, from);
      note(name, from);
    }
  };
  for (const { program, start, rests } of runs) {
    // Before its time is over, a step looks at everything once more.
    const isDue = start.dueAt !== undefined && start.dueAt <= now;
    if (!rests) noteAll(askedAt(program, isDue ? { ...start, heard: undefined } : start));
  }
  for (const { program, event } of entries) noteAll(askedFirst(program, event.at));
  return {
    ask: (name, since) => {
      if (!isMessageEvent(name)) {
        note(name, since === undefined ? since : (unheard.get(`${since} ${name}`) ?? since));
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

/** When the first of a name happened that is news, or what comes before that instant is known. */
const firstOf = (events: EventRow[], wanted: string, heard: number): number =>
  events.reduce((first, { name, at }) => (name === wanted ? Math.min(first, at) : first), heard);

/** The history with events that are not stored yet, as if they were. */
function withNews(history: Snapshot["history"], news: EventRow[]): Snapshot["history"] {
  if (news.length === 0) return history;
  const all = new Map(history);
  for (const event of news) addToHistory(all, event);
  return all;
}

/** Adds an event to those of its name, newest first, once; events about mails are facts of these. */
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

/** What these conditions of each program ask for, whichever step its runs are at. */
function wantedBy(
  { runs, entries }: Concerned,
  now: number,
  readsOf: (program: Program) => Pick<Reads, "events">,
): Map<string, WantedHistory> {
  const begins = [
    ...runs.map(({ program, start }) => ({ program, at: start.startedAt })),
    ...entries.map(({ program, event }) => ({ program, at: event.at })),
  ];
  const wanted = new Map<string, WantedHistory>();
  for (const { program, at } of begins) {
    const own = wantedHistory([readsOf(program)], now, Math.min(now, at));
    for (const [name, one] of own) addWanted(wanted, name, one);
  }
  return wanted;
}
