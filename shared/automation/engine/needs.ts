import { addWanted, isCovered, type WantedHistory } from "#shared/audience/events/index.ts";
import { mayHaveMoved } from "#shared/automation/enrollments/index.ts";
import { type CurrentRun, type Entry, placeOfRun } from "./enter-run.ts";
import { readsOfSegments } from "./evaluate-memberships.ts";
import { asksForOlderMails, wantedHistory } from "./read-facts.ts";
import type { Snapshot } from "./snapshot.ts";

/** What a plan lacks in its snapshot. */
export type Needs = {
  history: ReadonlyMap<string, WantedHistory>;
  /** Runs whose entering event's data is needed. */
  runs: CurrentRun[];
  /** Entries for which is needed how the run before ended. */
  entries: Entry[];
  olderMails: boolean;
};

/** What a snapshot lacks for these runs and entries, and for evaluation; undefined if nothing. */
export function whatLacks(
  { contact, definitions, entryData, endings, read }: Snapshot,
  concerned: { runs: CurrentRun[]; entries: Entry[] },
  lacking: ReadonlyMap<string, WantedHistory>,
  now: number,
): Needs | undefined {
  if (!read) return undefined;
  const ofSegments = readsOfSegments(definitions);
  const history = new Map(lacking);
  for (const [name, one] of wantedHistory(ofSegments, now, now)) {
    if (!isCovered(read.history.get(name), one)) addWanted(history, name, one);
  }
  const runs = concerned.runs.filter(
    ({ program, start: { entry, run } }) =>
      program.readsEntry && !entry.data && !entryData.has(run),
  );
  const entries = mayHaveMoved(contact.enrollments.length)
    ? concerned.entries.filter((entry) => !endings.has(placeOfRun(entry)))
    : [];
  const reads = [...concerned.runs, ...concerned.entries].map(({ program }) => program.reads);
  const olderMails = !read.olderMails && asksForOlderMails([...ofSegments, ...reads]);
  const isNothing = history.size + runs.length + entries.length === 0 && !olderMails;
  return isNothing ? undefined : { history, runs, entries, olderMails };
}
