import {
  type Enrollment,
  type EventRow,
  isActive,
  isWatching,
  type Person,
} from "#shared/people/index.ts";
import { entryKeyOf, loadProgram, type Program } from "#shared/sequences/index.ts";
import type { SequenceSwitch, Switches } from "#shared/workspace/index.ts";
import type { Followed } from "./errand.ts";
import { redirect } from "./redirect.ts";
import type { RunsWorld } from "./runs-world.ts";

/** A run to look at: one that is under way or still watched, or one that `entry` is to start. */
export type CurrentRun = {
  program: Program;
  entryKey: string;
  old?: Enrollment;
  /** What `old` goes on from: it may have been moved, or ended, from outside. */
  start?: Enrollment;
  /** Whether its sequence rests: nothing more is decided for it. */
  rests?: boolean;
  expect: "absent" | number;
  entry?: EventRow;
};

/**
 * The runs of live sequences that are under way or watched, those that the events start, and those that are moved or ended
 * from outside.
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
  for (const { data, version } of person.enrollments) {
    if (!isActive(data) && !isWatching(data, now)) continue;
    const inForce = sequences[data.sequence];
    const start = await redirect(world, data, inForce?.state, followed, now);
    const rests = inForce?.state !== "live";
    if (!inForce || (rests && start === data)) continue;
    const found = await loadProgram(world, data.sequence, start.version);
    if (!found) continue;
    const program = underRules(found, inForce);
    const { entryKey } = data;
    runs.push({ program, entryKey, old: data, start, expect: version, rests });
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
