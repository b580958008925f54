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

type SimulationWorld = { table: Table<"people" | "library" | "index" | "rate", never> };

/** Reads a real contact for a simulation of a sequence. */
export async function readSimulatedContact(
  world: Parameters<typeof foldOutcomes>[0] & SimulationWorld,
  contact: string,
  program: Program,
  live: LiveDefinitions,
  now: number,
) {
  const [read, segments] = await Promise.all([
    readContactSnapshot(world, contact, now).then((one) => foldOutcomes(world, one)),
    loadSegments(world, live),
  ]);
  const { length } = read.enrollments;
  const ended = await readEndedRuns(world, contact, length, program.sequence);
  const snapshot = { ...read, enrollments: [...read.enrollments, ...ended.map((run) => row(run))] };
  const older = await loadOlder(world, snapshot, program);
  const [history, entryData, messages, misfits] = await Promise.all([
    readPast(world, snapshot, [program, ...older], segments, now),
    readEntries(world, snapshot, program),
    withOlderMails(world, snapshot, readsBy([program, ...older], segments), now),
    readMisfits(world, [program, ...older]),
  ]);
  return { snapshot: { ...snapshot, messages }, segments, older, history, entryData, misfits };
}

const readsBy = (programs: Program[], segments: EvaluatedSegment[]) => [
  ...programs.map((program) => program.reads),
  ...segments.map(({ condition }) => readsOf(condition)),
];

/** The snapshot's messages, and older ones if conditions read them. */
async function withOlderMails(
  world: SimulationWorld,
  snapshot: ContactSnapshot,
  reads: Parameters<typeof readMails>[2],
  now: number,
): Promise<ContactSnapshot["messages"]> {
  const all: Map<string, Message> = new Map(await readMails(world, snapshot, reads, now));
  for (const { data } of snapshot.messages) all.delete(data.id);
  return [...snapshot.messages, ...[...all.values()].map((message) => row(message))];
}

/** The older versions that the contact's runs follow. */
async function loadOlder(
  world: SimulationWorld,
  { enrollments }: ContactSnapshot,
  { sequence, version: current }: Program,
): Promise<Program[]> {
  const runs = enrollments.map(({ data }) => data).filter((run) => run.sequence === sequence);
  const versions = new Set(runs.map(({ version }) => version));
  versions.delete(current);
  const loaded = await Promise.all(
    [...versions].map((version) => loadProgram(world, sequence, version)),
  );
  return loaded.filter((one) => one !== undefined);
}

/** The stored events that conditions and triggers read. */
function readPast(
  world: SimulationWorld,
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
    for (const trigger of definition.enter) {
      const name = "event" in trigger ? trigger.event : "api" in trigger ? ENROLLED : undefined;
      if (name === undefined || isMessageEvent(name)) continue;
      wanted.set(name, { from: now - KEEP_EVENTS_MS, data: true });
    }
  }
  return readHistory(world, id, wanted);
}

/** The entry events' data by run, where runs do not store it. */
async function readEntries(
  world: SimulationWorld,
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
