import { loadSegments } from "#shared/audience/segments/index.ts";
import { type ContactSnapshot, readContactSnapshot } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import type { ContactWork } from "#shared/automation/planning/index.ts";
import {
  type Definitions,
  mustEvaluate,
  type PlanSnapshot,
  unreadSnapshot,
} from "#shared/automation/planning/index.ts";
import { readWinnerDecision } from "#shared/automation/results/index.ts";
import {
  findSequence,
  getVersion,
  loadProgram,
  type Version,
} from "#shared/automation/versions/index.ts";
import { foldOutcomes } from "#shared/messaging/delivery/index.ts";
import { isActive, isTrackingConversions } from "#shared/messaging/snapshot/index.ts";
import { type LiveDefinitions, listenersOf } from "#shared/platform/live-definitions/index.ts";
import type { RunsWorld } from "./runs-world.ts";

/**
 * Reads a contact and the definitions that its work needs: the first snapshot of a plan.
 * @throws NotFound for a migration to an unknown version
 */
export async function loadContact(
  world: RunsWorld,
  work: ContactWork,
  live: LiveDefinitions,
  now: number,
): Promise<PlanSnapshot> {
  const contact = await foldOutcomes(world, await readContactSnapshot(world, work.contact, now));
  return {
    ...unreadSnapshot(contact),
    definitions: await loadDefinitions(world, contact, work, live, now),
  };
}

async function loadDefinitions(
  world: RunsWorld,
  { profile: row, enrollments }: ContactSnapshot,
  work: ContactWork,
  live: LiveDefinitions,
  now: number,
): Promise<Definitions> {
  const programs = new Map<string, Program | undefined>();
  const winners = new Map<string, string>();
  const published = new Map<string, Version>();
  const archived = new Set<string>();
  const definitions: Definitions = {
    programOf: (sequence, version) => programs.get(`${sequence}#${version}`),
    publishedOf: (sequence, version) => published.get(`${sequence}#${version}`),
    winnerOf: (sequence, step) => winners.get(`${sequence}#${step}`),
    archived,
  };
  const load = async (sequence: string, version: number) => {
    const name = `${sequence}#${version}`;
    if (programs.has(name)) return;
    const program = await loadProgram(world, sequence, version);
    programs.set(name, program);
    for (const step of program?.experiments ?? []) {
      const { winner } = await readWinnerDecision(world, program!, step, now);
      if (winner !== undefined) winners.set(`${sequence}#${step}`, winner);
    }
  };
  const { events, backfilled, migrations, removals } = work;
  const profile = row?.data;
  if (!profile || profile.erasedAt !== undefined) return definitions;
  const { byEvent, dated } = listenersOf(live);
  if (mustEvaluate(profile, work, live, now)) {
    definitions.segments = await loadSegments(world, live);
    for (const [id, { version }] of dated) await load(id, version);
  }
  if (backfilled.length > 0) return definitions;
  for (const { data } of enrollments) {
    if (!isActive(data) && !isTrackingConversions(data, 0, now)) continue;
    const { sequence, entryKey } = data;
    const state = live.sequences[sequence]?.state;
    // Absence from the live definitions does not prove it.
    const isOver = !state && isActive(data) && (await isArchived(world, sequence));
    if (isOver) archived.add(sequence);
    const own = migrations.filter((one) => one.sequence === sequence && one.entryKey === entryKey);
    for (const { version } of own) {
      published.set(`${sequence}#${version}`, await getVersion(world, sequence, version));
      await load(sequence, version);
    }
    const isRemoved = removals.some((one) => one.sequence === sequence);
    if (state === "live" || isOver || isRemoved || own.length > 0)
      await load(sequence, data.version);
  }
  for (const { name } of [...events, ...(profile.pending ?? [])]) {
    for (const id of byEvent.get(name) ?? []) await load(id, live.sequences[id]!.version);
  }
  return definitions;
}

async function isArchived(world: RunsWorld, sequence: string): Promise<boolean> {
  const head = await findSequence(world, sequence);
  return head?.data.state === "archived";
}
