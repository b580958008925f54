import { localIso, zoneOf } from "#shared/calendar/index.ts";
import { iso } from "#shared/kernel/time.ts";
import {
  type Decision,
  type Enrollment,
  type EventRow,
  getContact,
  readTrail,
} from "#shared/people/index.ts";
import { compileProgram, getSequence, loadProgram, type Program } from "#shared/sequences/index.ts";
import { readSwitches } from "#shared/workspace/index.ts";
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
    readSwitches(world),
  ]);
  const published = await loadProgram(world, id, head.version);
  const program = published ?? compileProgram(id, 0, head.draft);
  const { person, ...rest } = await readSubject(world, profile.id, program, switches, now);
  const runs = person.enrollments.map(({ data }) => data).filter(({ sequence }) => sequence === id);
  const { settings } = program.definition;
  const zone = zoneOf(settings.zone, profile.timeZone, switches.timeZone);
  const programs = [program, ...rest.older];
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
      : { timeline: [], endedBy: "paused" as const };
  return {
    contactId,
    sequence: id,
    state: head.state,
    past: runs.map((run) => showRun(run, programs, zone, rest.entryData)),
    next: showForecast(forecast),
    ...(runs.length === 0
      ? {
          whyNotEntered: whyNotEntered(program, person, rest.history, {
            ...{ since: own?.since, rests: head.rests ?? [], zone, now },
          }),
        }
      : { again: whetherAgain(program, runs, now) }),
  };
}

function showRun(
  run: Enrollment,
  programs: Program[],
  zone: string,
  entryData: ReadonlyMap<string, EventRow["data"]>,
) {
  const { version, entryKey, status, step, startedAt, entry, trail } = run;
  const program = programs.find((one) => one.version === version);
  const decisions = readTrail(trail);
  // A trail goes on from one run to the next; what came before the last entry followed another version.
  const from = decisions.findLastIndex(({ decision }) => decision === "entered");
  return {
    ...{ version, entryKey, status, step, startedAt: iso(startedAt) },
    entry: {
      event: entry.event,
      at: iso(entry.at),
      data: entry.data ?? entryData.get(run.run) ?? null,
    },
    decisions: decisions.map(({ at, until, ...decision }, i) => ({
      at: iso(at),
      local: localIso(at, zone),
      ...decision,
      ...(until !== undefined && { until: iso(until) }),
      version: i >= from ? version : null,
      rule: (i >= from && program && ruleOf(program, decision)) || null,
    })),
  };
}

/** What of the definition decided. */
function ruleOf({ definition, steps }: Program, { step, decision, reason }: Omit<Decision, "at">) {
  if (decision === "entered") return { enter: definition.enter, reentry: definition.reentry };
  if (decision === "held-out") return { holdout: definition.holdout };
  if (decision === "goal" || reason === "goal") return { goal: definition.goal };
  if (decision === "exited" && reason === "exit condition") return { exit: definition.exit };
  return steps.get(step);
}
