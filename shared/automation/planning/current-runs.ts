import type { EventRow } from "#shared/audience/events/index.ts";
import { entryKeyOf, type Program } from "#shared/automation/language/index.ts";
import { isActive, isTrackingConversions } from "#shared/messaging/snapshot/index.ts";
import {
  type LiveDefinitions,
  type LiveSequence,
  listenersOf,
} from "#shared/platform/live-definitions/index.ts";
import { applyExternalChanges } from "./apply-external-changes.ts";
import type { ContactWork } from "./contact-work.ts";
import type { CurrentRun, Entry } from "./enter-run.ts";
import type { PlanSnapshot } from "./snapshot.ts";

/** Runs of live sequences that are active or track conversions, and runs changed from outside. */
export function currentRuns(
  { contact, definitions, entryData }: PlanSnapshot,
  events: EventRow[],
  work: Pick<ContactWork, "migrations" | "removals">,
  { sequences }: LiveDefinitions,
  now: number,
): CurrentRun[] {
  const runs: CurrentRun[] = [];
  // Events count for an ended run by when they happened.
  const since = events.reduce((first, { at }) => Math.min(first, at), now);
  for (const { data, version } of contact.enrollments) {
    if (!isActive(data) && !isTrackingConversions(data, since, now)) continue;
    const start = applyExternalChanges(data, definitions, work, now);
    const live = sequences[data.sequence];
    const isPaused = live?.state !== "live";
    if (isPaused && start === data) continue;
    const found = definitions.programOf(data.sequence, start.version);
    if (!found) continue;
    const program = live ? underRules(found, live) : found;
    const run = { program, old: data, start, expect: version, isPaused };
    runs.push({ ...run, entryData: entryData.get(start.run) });
  }
  return runs;
}

/** The runs that events would start, if re-entry allows. */
export function findEntries(
  { programOf }: Pick<PlanSnapshot["definitions"], "programOf">,
  events: EventRow[],
  live: LiveDefinitions,
): Entry[] {
  const entries: Entry[] = [];
  const { byEvent } = listenersOf(live);
  for (const event of events) {
    for (const id of byEvent.get(event.name) ?? []) {
      const program = programOf(id, live.sequences[id]!.version);
      const entryKey = program && entryKeyOf(program, event);
      if (program && entryKey !== undefined) entries.push({ program, entryKey, event });
    }
  }
  return entries;
}

/** A run follows its own version, but the send times of the published one. */
export const underRules = (program: Program, { version, sending }: LiveSequence): Program =>
  program.version === version ? program : { ...program, rules: sending };
