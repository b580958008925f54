import {
  type Enrollment,
  type EventRow,
  isActive,
  isWatching,
  type Person,
} from "#shared/people/index.ts";
import { entryKeyOf, loadProgram, type Program } from "#shared/sequences/index.ts";
import type { SequenceSwitch, Switches } from "#shared/workspace/index.ts";
import type { RunsWorld } from "./runs-world.ts";

/** A run to look at: one that is under way or still watched, or one that `entry` is to start. */
export type CurrentRun = {
  program: Program;
  entryKey: string;
  old?: Enrollment;
  expect: "absent" | number;
  entry?: EventRow;
};

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
      if (program && entryKey !== undefined) enter(runs, person, program, entryKey, event);
    }
  }
  return runs;
}

/** A run follows its own version; when mail may go says the one that is published. */
const underRules = (program: Program, { version, sending }: SequenceSwitch): Program =>
  program.version === version ? program : { ...program, rules: sending };

/** One run for each key: a person under way stays, one who is through comes again where the rule allows it. */
function enter(
  runs: CurrentRun[],
  { enrollments }: Person,
  program: Program,
  entryKey: string,
  entry: EventRow,
): void {
  const { sequence } = program;
  const isSame = (run: CurrentRun) =>
    run.program.sequence === sequence && run.entryKey === entryKey;
  const under = runs.find(isSame);
  if (under && (under.entry || isActive(under.old!))) return;
  const last = enrollments.find(
    ({ data }) => data.sequence === sequence && data.entryKey === entryKey,
  );
  if (last && !mayReenter(program, last.data, entry)) return;
  const run = {
    program,
    entryKey,
    old: last?.data,
    expect: last?.version ?? "absent",
    entry,
  } as const;
  if (under) runs[runs.indexOf(under)] = run;
  else runs.push(run);
}

const isOpenTo = ({ state, events }: SequenceSwitch, event: EventRow) =>
  state === "live" && events.includes(event.name);

function mayReenter({ coolDownMs }: Program, last: Enrollment, event: EventRow): boolean {
  if (coolDownMs === undefined || last.endedAt === undefined) return false;
  return event.id !== last.entry.id && event.at >= last.endedAt + coolDownMs;
}
