import { type EventRow, isActive, isWatching, type Person } from "#shared/people/index.ts";
import { entryKeyOf, loadProgram, type Program } from "#shared/sequences/index.ts";
import type { SequenceSwitch, Switches } from "#shared/workspace/index.ts";
import { type CurrentRun, enterRun } from "./enter-run.ts";
import type { RunsWorld } from "./runs-world.ts";

/** The runs of live sequences that are under way or watched, and those that the events start. */
export async function currentRuns(
  world: RunsWorld,
  person: Person,
  events: EventRow[],
  { sequences }: Switches,
  now: number,
): Promise<CurrentRun[]> {
  const runs: CurrentRun[] = [];
  for (const { data, version } of person.enrollments) {
    if (!isActive(data) && !isWatching(data, now)) continue;
    const inForce = sequences[data.sequence];
    if (inForce?.state !== "live") continue;
    const program = await loadProgram(world, data.sequence, data.version);
    if (!program) continue;
    const { entryKey } = data;
    runs.push({ program: underRules(program, inForce), entryKey, old: data, expect: version });
  }
  for (const event of events) {
    for (const [id, one] of Object.entries(sequences)) {
      if (!isOpenTo(one, event)) continue;
      const program = await loadProgram(world, id, one.version);
      const entryKey = program && entryKeyOf(program, event);
      if (program && entryKey !== undefined) {
        enterRun(runs, person.enrollments, program, entryKey, event);
      }
    }
  }
  return runs;
}

/** A run follows its own version; when mail may go says the one that is published. */
export const underRules = (program: Program, { version, sending }: SequenceSwitch): Program =>
  program.version === version ? program : { ...program, rules: sending };

const isOpenTo = ({ state, events }: SequenceSwitch, event: EventRow) =>
  state === "live" && events.includes(event.name);
