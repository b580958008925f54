import { getContact } from "#shared/audience/contacts/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import { loadWholeContact } from "#shared/automation/engine/index.ts";
import { type Decision, type Enrollment, readTrail } from "#shared/automation/enrollments/index.ts";
import { compileProgram, type Program } from "#shared/automation/language/index.ts";
import { getSequence, loadProgram } from "#shared/automation/versions/index.ts";
import { localIso, zoneOf } from "#shared/calendar/index.ts";
import {
  AHEAD_MS,
  deadline,
  readMisfits,
  showResult,
  simulate,
} from "#shared/insight/simulation/index.ts";
import { iso } from "#shared/kernel/time.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { whyNotEntered, whyNotReenterNow } from "./why-not-entered.ts";

type World = Parameters<typeof loadWholeContact>[0] &
  Parameters<typeof getContact>[0] &
  Parameters<typeof deadline>[0];

/**
 * Explains a contact's runs of a sequence: all decisions with their rule and values, what comes
 * next if nothing else happens, and why the contact never entered.
 * @throws NotFound
 */
export async function explain(world: World, contactId: string, id: string, now: number) {
  const { data: profile } = await getContact(world, contactId);
  const [{ data: head }, { data: live }] = await Promise.all([
    getSequence(world, id),
    readLiveDefinitions(world),
  ]);
  const published = await loadProgram(world, id, head.version);
  const program = published ?? compileProgram(id, 0, head.draft);
  const { contact, ...rest } = await loadWholeContact(world, profile.id, program, live, now);
  const { older, history, entryData } = rest;
  const runs = contact.enrollments
    .map(({ data }) => data)
    .filter(({ sequence }) => sequence === id);
  const { settings } = program.definition;
  const zone = zoneOf(settings.zone, profile.timeZone, live.timeZone);
  const programs = await loadFollowed(world, runs, [program, ...older]);
  const definition = live.sequences[id];
  const result =
    head.state === "live" && published
      ? simulate({
          program,
          live: live,
          contact,
          ...rest,
          misfits: await readMisfits(world, [program, ...older]),
          start: now,
          until: now + AHEAD_MS,
          isOver: deadline(world),
        })
      : { timeline: [], endedBy: head.state === "live" ? ("paused" as const) : head.state };
  return {
    contactId,
    sequence: id,
    state: head.state,
    past: runs.map((run) => showRun(run, programs, zone, entryData)),
    next: showResult(result),
    ...(runs.length === 0
      ? {
          whyNotEntered: whyNotEntered(program, contact, history, {
            since: definition?.since,
            rests: head.rests ?? [],
            zone,
            now,
          }),
        }
      : { again: whyNotReenterNow(program, runs, now) }),
  };
}

/** The known programs, and every other version that a run followed. */
async function loadFollowed(
  world: World,
  runs: Enrollment[],
  known: Program[],
): Promise<Program[]> {
  const decisions = runs.flatMap(({ trail }) => readTrail(trail));
  const missing = new Set(decisions.flatMap(({ version }) => version ?? []));
  for (const { version } of known) missing.delete(version);
  const loaded = await Promise.all(
    [...missing].map((version) => loadProgram(world, known[0]!.sequence, version)),
  );
  return [...known, ...loaded.filter((one) => one !== undefined)];
}

function showRun(
  run: Enrollment,
  programs: Program[],
  zone: string,
  entryData: ReadonlyMap<string, EventRow["data"] | undefined>,
) {
  const { version, entryKey, status, step, startedAt, entry, trail } = run;
  return {
    version,
    entryKey,
    status,
    step,
    startedAt: iso(startedAt),
    entry: {
      event: entry.event,
      at: iso(entry.at),
      data: entry.data ?? entryData.get(run.run) ?? null,
    },
    decisions: readTrail(trail).map(({ at, until, ...decision }) => ({
      at: iso(at),
      local: localIso(at, zone),
      ...decision,
      ...(until !== undefined && { until: iso(until) }),
      ...ruleFor(programs, decision.version ?? version, decision),
    })),
  };
}

/** The version that a decision followed, and its rule. */
function ruleFor(programs: Program[], version: number, decision: Omit<Decision, "at">) {
  const program = programs.find((one) => one.version === version);
  return { version, rule: (program && ruleOf(program, decision)) ?? null };
}

/** The part of the definition that decided. */
function ruleOf({ definition, steps }: Program, { step, decision, reason }: Omit<Decision, "at">) {
  if (decision === "entered") return { enter: definition.enter, reentry: definition.reentry };
  if (decision === "held-out") return { holdout: definition.holdout };
  if (decision === "goal" || reason === "goal") return { goal: definition.goal };
  if (decision === "exited" && reason === "exit condition") return { exit: definition.exit };
  return steps.get(step);
}
