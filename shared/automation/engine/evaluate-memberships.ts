import { contactUpdated } from "#events/index.ts";
import { type Facts, readsOf } from "#shared/audience/conditions/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import {
  evaluateSegments,
  type SegmentsEvaluation,
  segmentsOf,
} from "#shared/audience/segments/index.ts";
import { type LiveDefinitions, listenersOf } from "#shared/platform/live-definitions/index.ts";
import { factsOf } from "./contact-facts.ts";
import type { ContactWork } from "./contact-work.ts";
import { dueDates } from "./due-dates.ts";
import type { Definitions, Snapshot } from "./snapshot.ts";

/** What evaluating a contact found: memberships, dates reached, and when to evaluate next. */
export type Evaluated = {
  judgement: SegmentsEvaluation;
  segments: Set<string>;
  reached: EventRow[];
  wakeAt: number | undefined;
};

/**
 * Whether a contact's memberships and dates are evaluated: something happened that they ask for,
 * their time has come, or it is asked for.
 */
export function mustEvaluate(
  profile: Profile,
  { events, backfilled, reevaluate }: ContactWork,
  live: LiveDefinitions,
  now: number,
): boolean {
  const { dated, ofSegments } = listenersOf(live);
  const isNeeded = Object.keys(live.segments ?? {}).length > 0 || dated.length > 0;
  if (!isNeeded && !profile.segments) return false;
  if (reevaluate || backfilled.length > 0 || profile.segments === undefined) return true;
  if (profile.wakeAt !== undefined && profile.wakeAt <= now) return true;
  const isNews = ({ name }: EventRow) => ofSegments.has(name) || name === contactUpdated.name;
  return events.some(isNews) || (profile.pending ?? []).some(isNews);
}

/** What the conditions of segments read. */
export const readsOfSegments = ({ segments = [] }: Definitions) =>
  segments.map(({ condition }) => readsOf(condition));

/**
 * Evaluates the segments, and the dates that let a contact into sequences; undefined where that is
 * not due. Pure.
 */
export function evaluateMemberships(
  snapshot: Snapshot,
  events: Facts["events"],
  live: LiveDefinitions,
  now: number,
): Evaluated | undefined {
  const { segments, programOf } = snapshot.definitions;
  if (!segments) return undefined;
  const { data: profile } = snapshot.contact.profile!;
  const facts = factsOf(snapshot, live, events);
  const judgement = evaluateSegments(segments, profile, facts, now);
  const reached: EventRow[] = [];
  let wakeAt = judgement.until;
  for (const [id, { version, since = 0 }] of listenersOf(live).dated) {
    const program = programOf(id, version);
    if (!program) continue;
    const dates = dueDates(program, since, profile, facts, now);
    reached.push(...dates.reached);
    if (dates.nextAt !== undefined) wakeAt = Math.min(wakeAt ?? dates.nextAt, dates.nextAt);
  }
  const memberships = judgement.memberships ?? {};
  const inside = segmentsOf({ ...profile, segments: memberships });
  return { judgement, segments: inside, reached, wakeAt };
}
