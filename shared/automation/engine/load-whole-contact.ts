import { readsOf } from "#shared/audience/conditions/index.ts";
import { ENROLLED, type WantedHistory } from "#shared/audience/events/index.ts";
import { loadSegments } from "#shared/audience/segments/index.ts";
import { readContactSnapshot, readEndedRuns } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import {
  earliestStart,
  needsOlderMails,
  unreadSnapshot,
  wantedHistory,
} from "#shared/automation/planning/index.ts";
import { loadProgram } from "#shared/automation/versions/index.ts";
import { KEEP_EVENTS_MS } from "#shared/kernel/retention.ts";
import { foldOutcomes } from "#shared/messaging/delivery/index.ts";
import { isMessageEvent } from "#shared/messaging/messages/index.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { readNeeds } from "./read-needs.ts";

type World = Parameters<typeof foldOutcomes>[0] & {
  table: TableReader<"people" | "library" | "index">;
};

/**
 * Reads a contact with all that a sequence may read of it at any step: for a simulation, which can
 * read no more on demand. `older` are the other versions that the contact's runs follow.
 */
export async function loadWholeContact(
  world: World,
  id: string,
  program: Program,
  live: LiveDefinitions,
  now: number,
) {
  const [stored, segments] = await Promise.all([
    readContactSnapshot(world, id, now).then((one) => foldOutcomes(world, one)),
    loadSegments(world, live),
  ]);
  const { sequence } = program;
  const ended = await readEndedRuns(world, id, stored.enrollments.length, sequence);
  const contact = { ...stored, enrollments: [...stored.enrollments, ...ended] };
  const runs = contact.enrollments.map(({ data: start }) => ({ start }));
  const own = runs.filter(({ start }) => start.sequence === sequence);
  const older = await loadOlder(world, program, new Set(own.map(({ start }) => start.version)));
  const programs = [program, ...older];
  const ofSegments = segments.map(({ condition }) => readsOf(condition));
  const reads = [...programs.map((one) => one.reads), ...ofSegments];
  const needs = {
    history: wantedHistory(reads, now, earliestStart(runs, [], now)),
    runs: own.filter(({ start }) => !start.entry.data),
    entries: [],
    olderMails: needsOlderMails(reads),
  };
  for (const one of programs) addTriggers(needs.history, one, now);
  const { mails, history, entryData } = await readNeeds(world, unreadSnapshot(contact), needs, now);
  return { contact, mails, history, entryData, segments, older };
}

async function loadOlder(
  world: World,
  { sequence, version: current }: Program,
  versions: Set<number>,
): Promise<Program[]> {
  versions.delete(current);
  const loaded = await Promise.all(
    [...versions].map((version) => loadProgram(world, sequence, version)),
  );
  return loaded.filter((one) => one !== undefined);
}

/** The events that could have started a run, to explain why none did. */
function addTriggers(wanted: Map<string, WantedHistory>, { definition }: Program, now: number) {
  for (const trigger of definition.enter) {
    const name = "event" in trigger ? trigger.event : "api" in trigger ? ENROLLED : undefined;
    if (name === undefined || isMessageEvent(name)) continue;
    wanted.set(name, { from: now - KEEP_EVENTS_MS, data: true });
  }
}
