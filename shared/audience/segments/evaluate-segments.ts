import { evaluate, type Facts } from "#shared/audience/conditions/index.ts";
import type { Membership, Profile } from "#shared/audience/profiles/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import type { EvaluatedSegment } from "./segment-store.ts";

/** What judging a person by all segments came to. `memberships` is the same object when nothing changed. */
export type SegmentsEvaluation = {
  memberships: Record<string, Membership> | undefined;
  entered: string[];
  left: string[];
  /** The next instant at which one of the answers may change by itself. */
  until: number | undefined;
};

/**
 * Judges a person by the segments in force, each after those that it asks for. Who was there before a segment was made, or came in as somebody known
 * before, does not enter it by being judged for the first time: they just are in it.
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
  const seen: Facts = { ...facts, segments: members };
  let changed = Object.keys(before).some((id) => !segments.some((segment) => segment.id === id));
  for (const { id, version, since, condition } of segments) {
    const answer = evaluate(condition, seen, now);
    if (answer.matches) members.add(id);
    if (answer.until !== undefined) until = Math.min(until ?? answer.until, answer.until);
    const old = ownValue(before, id);
    if (old?.in === answer.matches && old.version === version) {
      after[id] = old;
      continue;
    }
    changed = true;
    const turned = (old?.in ?? false) !== answer.matches;
    after[id] = { in: answer.matches, since: turned ? now : (old?.since ?? now), version };
    const isOld = !old && (profile.createdAt < since || profile.existing !== undefined);
    if (turned && !isOld) (answer.matches ? entered : left).push(id);
  }
  return { memberships: changed ? after : profile.segments, entered, left, until };
}

/** The ids of the segments that somebody is in. */
export const segmentsOf = ({ segments = {} }: Profile): Set<string> =>
  new Set(Object.keys(segments).filter((id) => segments[id]!.in));
