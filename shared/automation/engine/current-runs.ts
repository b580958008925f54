import type { EventRow } from "#shared/audience/events/index.ts";
import type { Person } from "#shared/automation/enrollments/index.ts";
import { entryKeyOf, type Program } from "#shared/automation/language/index.ts";
import { findSequence, loadProgram } from "#shared/automation/versions/index.ts";
import { isActive, isWatching } from "#shared/messaging/snapshot/index.ts";
import {
  listenersOf,
  type SequenceSwitch,
  type Switches,
} from "#shared/platform/live-definitions/index.ts";
import type { CurrentRun, Entry } from "./enter-run.ts";
import type { Followed } from "./errand.ts";
import { redirect } from "./redirect.ts";
import type { RunsWorld } from "./runs-world.ts";

/**
 * The runs of live sequences that are under way or watched, and those that are moved or ended from
 * outside.
 */
export async function currentRuns(
  world: RunsWorld,
  person: Person,
  events: EventRow[],
  followed: Followed[],
  { sequences }: Switches,
  now: number,
): Promise<CurrentRun[]> {
  const runs: CurrentRun[] = [];
  // What counts for a run that is over is told by when it happened.
  const since = Math.min(now, ...events.map(({ at }) => at));
  for (const { data, version } of person.enrollments) {
    if (!isActive(data) && !isWatching(data, since, now)) continue;
    const inForce = sequences[data.sequence];
    const isOver = !inForce && isActive(data) && (await isArchived(world, data.sequence));
    const start = await redirect(world, data, isOver, followed, now);
    const rests = inForce?.state !== "live";
    if (rests && start === data) continue;
    const found = await loadProgram(world, data.sequence, start.version);
    if (!found) continue;
    const program = inForce ? underRules(found, inForce) : found;
    runs.push({ program, old: data, start, expect: version, rests });
  }
  return runs;
}

/** An archived sequence has left what is in force: that none is there is no proof of it. */
async function isArchived(world: RunsWorld, sequence: string): Promise<boolean> {
  const head = await findSequence(world, sequence);
  return head?.data.state === "archived";
}

/** The live sequences that events would let their person into, with the keys. */
export async function findEntries(
  world: RunsWorld,
  events: EventRow[],
  switches: Switches,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  const { byEvent } = listenersOf(switches);
  for (const event of events) {
    for (const id of byEvent.get(event.name) ?? []) {
      const program = await loadProgram(world, id, switches.sequences[id]!.version);
      const entryKey = program && entryKeyOf(program, event);
      if (program && entryKey !== undefined) entries.push({ program, entryKey, event });
    }
  }
  return entries;
}

/** A run follows its own version; when mail may go says the one that is published. */
export const underRules = (program: Program, { version, sending }: SequenceSwitch): Program =>
  program.version === version ? program : { ...program, rules: sending };
