import { type ContactEvent, readsOf } from "#shared/audience/conditions/index.ts";
import { ENROLLED, readEventData, readHistory } from "#shared/audience/events/index.ts";
import { type EvaluatedSegment, loadSegments } from "#shared/audience/segments/index.ts";
import { earliestStart, readMails, wantedHistory } from "#shared/automation/engine/index.ts";
import {
  type ContactSnapshot,
  readContactSnapshot,
  readEndedRuns,
} from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { loadProgram } from "#shared/automation/versions/index.ts";
import { KEEP_EVENTS_MS } from "#shared/kernel/retention.ts";
import { foldOutcomes } from "#shared/messaging/delivery/index.ts";
import { isMessageEvent, type Message } from "#shared/messaging/messages/index.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { Table } from "#shared/ports/table.ts";
import { readMisfits } from "./read-misfits.ts";

import { row } from "./row.ts";

type ForecastWorld = { table: Table<"people" | "library" | "index" | "rate", never> };

/** Somebody real, as a simulation of a sequence needs them. */
export async function readSubject(
  world: Parameters<typeof foldOutcomes>[0] & ForecastWorld,
  contact: string,
  program: Program,
  switches: LiveDefinitions,
  now: number,
) {
  const [read, segments] = await Promise.all([
    readContactSnapshot(world, contact, now).then((one) => foldOutcomes(world, one)),
    loadSegments(world, switches),
  ]);
  const { length } = read.enrollments;
  const ended = await readEndedRuns(world, contact, length, program.sequence);
  const person = { ...read, enrollments: [...read.enrollments, ...ended.map((run) => row(run))] };
  const older = await loadOlder(world, person, program);
  const [history, entryData, messages, misfits] = await Promise.all([
    readPast(world, person, [program, ...older], segments, now),
    readEntries(world, person, program),
    withOlderMails(world, person, readsBy([program, ...older], segments), now),
    readMisfits(world, [program, ...older]),
  ]);
  return { person: { ...person, messages }, segments, older, history, entryData, misfits };
}

const readsBy = (programs: Program[], segments: EvaluatedSegment[]) => [
  ...programs.map((program) => program.reads),
  ...segments.map(({ condition }) => readsOf(condition)),
];

/** The mails that were read with the person, and older ones where conditions ask for them. */
async function withOlderMails(
  world: ForecastWorld,
  person: ContactSnapshot,
  reads: Parameters<typeof readMails>[2],
  now: number,
): Promise<ContactSnapshot["messages"]> {
  const all: Map<string, Message> = new Map(await readMails(world, person, reads, now));
  for (const { data } of person.messages) all.delete(data.id);
  return [...person.messages, ...[...all.values()].map((message) => row(message))];
}

/** The versions that the person's runs follow. */
async function loadOlder(
  world: ForecastWorld,
  { enrollments }: ContactSnapshot,
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

/** What the person did that conditions and ways in ask for, as far as it is kept. */
function readPast(
  world: ForecastWorld,
  { id, enrollments }: ContactSnapshot,
  programs: Program[],
  segments: EvaluatedSegment[],
  now: number,
): Promise<Map<string, ContactEvent[]>> {
  const wanted = wantedHistory(
    readsBy(programs, segments),
    now,
    earliestStart(
      enrollments.map(({ data: start }) => ({ start })),
      [],
      now,
    ),
  );
  for (const { definition } of programs) {
    for (const way of definition.enter) {
      const name = "event" in way ? way.event : "api" in way ? ENROLLED : undefined;
      if (name === undefined || isMessageEvent(name)) continue;
      wanted.set(name, { from: now - KEEP_EVENTS_MS, data: true });
    }
  }
  return readHistory(world, id, wanted);
}

/**
 * The data of the events that the person's runs of the sequence began with, by run, where the runs
 * do not hold it.
 */
async function readEntries(
  world: ForecastWorld,
  { id, enrollments }: ContactSnapshot,
  { sequence }: Program,
): Promise<Map<string, Record<string, unknown>>> {
  const runs = enrollments
    .map(({ data }) => data)
    .filter((run) => run.sequence === sequence && !run.entry.data);
  const found = await readEventData(
    world,
    id,
    runs.map(({ entry }) => entry),
  );
  return new Map(runs.flatMap(({ run }, i) => (found[i] ? [[run, found[i]] as const] : [])));
}
