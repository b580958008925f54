import { evaluate, type Facts } from "#shared/audience/conditions/index.ts";
import type { Membership, Profile } from "#shared/audience/profiles/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import type { EvaluatedSegment } from "./segment-store.ts";

/** The result of evaluating all segments; `memberships` is the same object if nothing changed. */
export type SegmentsEvaluation = {
  memberships: Record<string, Membership> | undefined;
  entered: string[];
  left: string[];
  /** The next instant at which a membership may change by itself. */
  until: number | undefined;
};

/**
 * Evaluates the live segments, in dependency order, for a contact. A contact that is older than a
 * segment, or imported, becomes a member without entering it at the first evaluation.
 */
export function evaluateSegments(
  segments: EvaluatedSegment[],
  profile: Profile,
  facts: Facts,
  now: number,
): SegmentsEvaluation {
  const { segments: before = {} } = profile;
  const after: Record<string, Membership> = {};
  const entered: string[] = [];
  const left: string[] = [];
  let until: number | undefined;
  const members = new Set<string>();
  const factsWithMembers: Facts = { ...facts, segments: members };
  let changed = Object.keys(before).some((id) => !segments.some((segment) => segment.id === id));
  for (const { id, version, since, condition } of segments) {
    const result = evaluate(condition, factsWithMembers, now);
    if (result.matches) members.add(id);
    if (result.until !== undefined) until = Math.min(until ?? result.until, result.until);
    const old = ownValue(before, id);
    if (old?.in === result.matches && old.version === version) {
      after[id] = old;
      continue;
    }
    changed = true;
    const switched = (old?.in ?? false) !== result.matches;
    after[id] = { in: result.matches, since: switched ? now : (old?.since ?? now), version };
    const isOld = !old && (profile.createdAt < since || profile.existing !== undefined);
    if (switched && !isOld) (result.matches ? entered : left).push(id);
  }
  return { memberships: changed ? after : profile.segments, entered, left, until };
}

/** The segments that a contact is in. */
export const segmentsOf = ({ segments = {} }: Profile): Set<string> =>
  new Set(Object.keys(segments).filter((id) => segments[id]!.in));
