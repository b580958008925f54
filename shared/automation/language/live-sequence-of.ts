import { triggerKindOf } from "#shared/automation/triggers/index.ts";
import type { LiveSequence } from "#shared/platform/live-definitions/index.ts";
import type { Program } from "./program.ts";

/**
 * The live definition of a version being published. Runs under way follow their own version, so
 * what earlier versions listen to stays listed.
 */
export function liveSequenceOf(
  { version, definition: { enter }, events, reads, rules }: Program,
  before: LiveSequence | undefined,
  now: number,
): LiveSequence {
  const triggers = enter.map((trigger) => ({ trigger, kind: triggerKindOf(trigger) }));
  return {
    version,
    state: "live",
    since: now,
    events: merge(before?.events, [
      ...events,
      ...triggers.map(({ trigger, kind }) => kind.event(trigger)),
    ]),
    attributes: merge(before?.attributes, [
      ...reads.attributes,
      ...triggers.flatMap(({ trigger, kind }) => kind.attributes?.(trigger) ?? []),
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
