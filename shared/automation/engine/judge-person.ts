import { type Facts, readsOf } from "#shared/audience/conditions/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import {
  type JudgedSegment,
  type Judgement,
  judge,
  loadSegments,
  segmentsOf,
} from "#shared/audience/segments/index.ts";
import type { Person } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { loadProgram } from "#shared/automation/versions/index.ts";
import { listenersOf, type Switches } from "#shared/platform/live-definitions/index.ts";
import { dueDates } from "./due-dates.ts";
import { readFacts } from "./read-facts.ts";
import type { RunsWorld } from "./runs-world.ts";

/** What looking at a person whole found: their segments, their dates, and when to look again. */
export type Judged = {
  judgement?: Judgement;
  segments?: Set<string>;
  reached: EventRow[];
  wakeAt?: number;
};

const NOTHING: Judged = { reached: [] };

/**
 * Judges a person by the segments and looks at their dates, where something happened that these ask for, where their time
 * has come, or where they are to be looked at whole.
 */
export async function judgePerson(
  world: RunsWorld,
  person: Person,
  happened: EventRow[],
  touched: boolean,
  switches: Switches,
  now: number,
): Promise<Judged> {
  const { data: profile } = person.profile!;
  const { segments = {} } = switches;
  const { dated, ofSegments } = listenersOf(switches);
  if (Object.keys(segments).length === 0 && dated.length === 0 && !profile.segments) return NOTHING;
  const isNews = happened.some(({ name }) => ofSegments.has(name) || name === "contact.updated");
  const isDue = profile.wakeAt !== undefined && profile.wakeAt <= now;
  const isNew = profile.segments === undefined;
  if (!touched && !isNews && !isDue && !isNew) return NOTHING;
  const judged = await loadSegments(world, switches);
  const reads = judged.map(({ condition }) => readsOf(condition));
  const facts = await readFacts(world, person, reads, switches, now);
  const programs: Dated[] = [];
  for (const [id, { version, since = 0 }] of dated) {
    const program = await loadProgram(world, id, version);
    if (program) programs.push({ program, since });
  }
  return judgeBy(judged, programs, profile, facts, now);
}

/** A sequence that dates let people into, and since when. */
type Dated = { program: Program; since: number };

/** Judges a person by these segments, and looks at the dates that let them into these sequences. */
export function judgeBy(
  segments: JudgedSegment[],
  dated: Dated[],
  profile: Profile,
  facts: Facts,
  now: number,
): Judged {
  const judgement = judge(segments, profile, facts, now);
  const reached: EventRow[] = [];
  let wakeAt = judgement.until;
  for (const { program, since } of dated) {
    const dates = dueDates(program, since, profile, facts, now);
    reached.push(...dates.reached);
    if (dates.nextAt !== undefined) wakeAt = Math.min(wakeAt ?? dates.nextAt, dates.nextAt);
  }
  const memberships = judgement.memberships ?? {};
  return {
    judgement,
    segments: segmentsOf({ ...profile, segments: memberships }),
    reached,
    ...(wakeAt !== undefined && { wakeAt }),
  };
}
