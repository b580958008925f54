import { getContact } from "#shared/audience/contacts/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import { type Decision, type Enrollment, readTrail } from "#shared/automation/enrollments/index.ts";
import { compileProgram, type Program } from "#shared/automation/language/index.ts";
import { getSequence, loadProgram } from "#shared/automation/versions/index.ts";
import { localIso, zoneOf } from "#shared/calendar/index.ts";
import { iso } from "#shared/kernel/time.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { deadline } from "./deadline.ts";
import { readSubject } from "./read-subject.ts";
import { AHEAD_MS } from "./script.ts";
import { showForecast } from "./show.ts";
import { simulate } from "./simulate.ts";
import { whetherAgain, whyNotEntered } from "./why-not-entered.ts";

type World = Parameters<typeof readSubject>[0] &
  Parameters<typeof getContact>[0] &
  Parameters<typeof deadline>[0];

/**
 * Everything that a sequence decided for somebody, with the rule and what it saw; what comes next if nothing else happens;
 * why they are not inside, if they never were.
 * @throws NotFound
 */
export async function explain(world: World, contactId: string, id: string, now: number) {
  const { data: profile } = await getContact(world, contactId);
  const [{ data: head }, { data: switches }] = await Promise.all([
    getSequence(world, id),
    readLiveDefinitions(world),
  ]);
  const published = await loadProgram(world, id, head.version);
  const program = published ?? compileProgram(id, 0, head.draft);
  const { person, ...rest } = await readSubject(world, profile.id, program, switches, now);
  const runs = person.enrollments.map(({ data }) => data).filter(({ sequence }) => sequence === id);
  const { settings } = program.definition;
  const zone = zoneOf(settings.zone, profile.timeZone, switches.timeZone);
  const programs = await loadFollowed(world, runs, [program, ...rest.older]);
  const own = switches.sequences[id];
  const forecast =
    head.state === "live" && published
      ? simulate({
          program,
          switches,
          person,
          ...rest,
          start: now,
          until: now + AHEAD_MS,
          isOver: deadline(world),
        })
      : { timeline: [], endedBy: head.state === "live" ? ("paused" as const) : head.state };
  return {
    contactId,
    sequence: id,
    state: head.state,
    past: runs.map((run) => showRun(run, programs, zone, rest.entryData)),
    next: showForecast(forecast),
    ...(runs.length === 0
      ? {
          whyNotEntered: whyNotEntered(program, person, rest.history, {
            since: own?.since,
            rests: head.rests ?? [],
            zone,
            now,
          }),
        }
      : { again: whetherAgain(program, runs, now) }),
  };
}

/** The known programs, and every other version by which one of the runs decided something. */
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
  entryData: ReadonlyMap<string, EventRow["data"]>,
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
      ...judgedBy(programs, decision.version ?? version, decision),
    })),
  };
}

/** The version by which something was decided, and what of it decided. */
function judgedBy(programs: Program[], version: number, decision: Omit<Decision, "at">) {
  const program = programs.find((one) => one.version === version);
  return { version, rule: (program && ruleOf(program, decision)) ?? null };
}

/** What of the definition decided. */
function ruleOf({ definition, steps }: Program, { step, decision, reason }: Omit<Decision, "at">) {
  if (decision === "entered") return { enter: definition.enter, reentry: definition.reentry };
  if (decision === "held-out") return { holdout: definition.holdout };
  if (decision === "goal" || reason === "goal") return { goal: definition.goal };
  if (decision === "exited" && reason === "exit condition") return { exit: definition.exit };
  return steps.get(step);
}
