import { type Happening, readsOf } from "#shared/conditions/index.ts";
import { foldOutcomes } from "#shared/delivery/index.ts";
import {
  happeningsOf,
  isMessageEvent,
  type Person,
  readHistory,
  readPerson,
} from "#shared/people/index.ts";
import type { Table } from "#shared/ports/table.ts";
import { type JudgedSegment, loadSegments } from "#shared/segments/index.ts";
import { loadProgram, type Program } from "#shared/sequences/index.ts";
import type { Switches } from "#shared/workspace/index.ts";

type ForecastWorld = { table: Table<"people" | "library" | "index" | "rate", never> };

/** Somebody real, as a simulation of a sequence needs them. */
export async function readSubject(
  world: Parameters<typeof foldOutcomes>[0] & ForecastWorld,
  contact: string,
  program: Program,
  switches: Switches,
  now: number,
) {
  const [person, segments] = await Promise.all([
    readPerson(world, contact, now).then((one) => foldOutcomes(world, one)),
    loadSegments(world, switches),
  ]);
  const older = await loadOlder(world, person, program);
  const history = await readPast(world, person, [program, ...older], segments);
  return { person, segments, older, history };
}

/** The versions that the person's runs follow. */
async function loadOlder(
  world: ForecastWorld,
  { enrollments }: Person,
  { sequence, version: current }: Program,
): Promise<Program[]> {
  const own = enrollments.map(({ data }) => data).filter((run) => run.sequence === sequence);
  const versions = new Set(own.map(({ version }) => version));
  versions.delete(current);
  const loaded = await Promise.all(
    [...versions].map((version) => loadProgram(world, sequence, version)),
  );
  return loaded.filter((one) => one !== undefined);
}

async function readPast(
  world: ForecastWorld,
  { id }: Person,
  programs: Program[],
  segments: JudgedSegment[],
): Promise<Map<string, Happening[]>> {
  const reads = [
    ...programs.map((program) => program.reads),
    ...segments.map(({ condition }) => readsOf(condition)),
  ];
  const entries = programs.flatMap(({ definition: { enter } }) =>
    enter.flatMap((way) => ("event" in way ? [way.event] : [])),
  );
  const names = new Set([...entries, ...reads.flatMap(({ events }) => [...events.keys()])]);
  const stored = [...names].filter((name) => !isMessageEvent(name));
  const history = await readHistory(world, id, stored);
  return new Map([...history].map(([name, one]) => [name, happeningsOf(one)]));
}
