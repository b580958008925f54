import { addWanted, isCovered, type WantedHistory } from "#shared/audience/events/index.ts";
import { mayHaveMoved } from "#shared/automation/enrollments/index.ts";
import { type CurrentRun, type Entry, runKey } from "./enter-run.ts";
import { readsOfSegments } from "./evaluate-memberships.ts";
import { needsOlderMails, wantedHistory } from "./facts.ts";
import type { PlanSnapshot } from "./snapshot.ts";

/** What a plan lacks in its snapshot. */
export type Needs = {
  history: ReadonlyMap<string, WantedHistory>;
  /** Runs whose entry event's data is needed. */
  runs: Pick<CurrentRun, "start">[];
  /** Entries that need the ending of the run before. */
  entries: Entry[];
  olderMails: boolean;
};

/** What a snapshot lacks for these runs, entries and evaluation; undefined if nothing. */
export function findNeeds(
  { contact, definitions, entryData, endings, read }: PlanSnapshot,
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
    ? concerned.entries.filter((entry) => !endings.has(runKey(entry)))
    : [];
  const reads = [...concerned.runs, ...concerned.entries].map(({ program }) => program.reads);
  const olderMails = !read.olderMails && needsOlderMails([...ofSegments, ...reads]);
  const isNothing = history.size + runs.length + entries.length === 0 && !olderMails;
  return isNothing ? undefined : { history, runs, entries, olderMails };
}
