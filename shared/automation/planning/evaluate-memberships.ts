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
import type { Definitions, PlanSnapshot } from "./snapshot.ts";

/** The result of an evaluation. */
export type Evaluated = {
  result: SegmentsEvaluation;
  segments: Set<string>;
  reached: EventRow[];
  wakeAt: number | undefined;
};

/**
 * Whether memberships and dates must be evaluated: on request, on an event that segments read, or
 * when due.
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
  const isRead = ({ name }: EventRow) => ofSegments.has(name) || name === contactUpdated.name;
  return events.some(isRead) || (profile.pending ?? []).some(isRead);
}

/** What the conditions of all segments read. */
export const readsOfSegments = ({ segments = [] }: Definitions) =>
  segments.map(({ condition }) => readsOf(condition));

/** Evaluates segments and date triggers; undefined when not due. Pure. */
export function evaluateMemberships(
  snapshot: PlanSnapshot,
  events: Facts["events"],
  live: LiveDefinitions,
  now: number,
): Evaluated | undefined {
  const { segments, programOf } = snapshot.definitions;
  if (!segments) return undefined;
  const { data: profile } = snapshot.contact.profile!;
  const facts = factsOf(snapshot, live, events);
  const result = evaluateSegments(segments, profile, facts, now);
  const reached: EventRow[] = [];
  let wakeAt = result.until;
  for (const [id, { version, since = 0 }] of listenersOf(live).dated) {
    const program = programOf(id, version);
    if (!program) continue;
    const dates = dueDates(program, since, profile, facts, now);
    reached.push(...dates.reached);
    if (dates.nextAt !== undefined) wakeAt = Math.min(wakeAt ?? dates.nextAt, dates.nextAt);
  }
  const memberships = result.memberships ?? {};
  const inside = segmentsOf({ ...profile, segments: memberships });
  return { result, segments: inside, reached, wakeAt };
}
