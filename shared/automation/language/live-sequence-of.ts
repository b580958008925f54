import { triggerKindOf } from "#shared/automation/triggers/index.ts";
import type { LiveSequence } from "#shared/platform/live-definitions/index.ts";
import type { Program } from "./program.ts";

/**
 * What everybody is told of a version that goes live. Runs under way follow their own version: what that one listens to
 * stays listed.
 */
export function liveSequenceOf(
  { version, definition: { enter }, events, reads, rules }: Program,
  before: LiveSequence | undefined,
  now: number,
): LiveSequence {
  const ways = enter.map((one) => ({ one, kind: triggerKindOf(one) }));
  return {
    version,
    state: "live",
    since: now,
    events: merge(before?.events, [...events, ...ways.map(({ one, kind }) => kind.event(one))]),
    attributes: merge(before?.attributes, [
      ...reads.attributes,
      ...ways.flatMap(({ one, kind }) => kind.attributes?.(one) ?? []),
    ]),
    segments: merge(before?.segments, [
      ...reads.segments,
      ...enter.flatMap((one) => ("segment" in one && one.segment ? [one.segment] : [])),
    ]),
    ...(enter.some((one) => "date" in one) && { dates: true }),
    ...(rules && { sending: rules }),
  };
}

const merge = (old: string[] = [], more: string[]) => [...new Set([...old, ...more])];
