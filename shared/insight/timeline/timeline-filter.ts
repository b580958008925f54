import type { Placed, TimelineItem } from "./timeline-items.ts";

/** What a timeline shows; `from` and `until` are epoch milliseconds, inclusive. */
export type TimelineFilter = {
  kind?: TimelineItem["kind"] | undefined;
  /** Its decisions, its messages, and what happened to those. */
  sequence?: string | undefined;
  from?: number | undefined;
  until?: number | undefined;
};

/** Which rows a filtered timeline needs: facts of messages are events, too. */
export function sourcesOf({ kind, sequence }: TimelineFilter) {
  const isAny = kind === undefined;
  return {
    events: sequence === undefined && (isAny || kind === "event"),
    consent: sequence === undefined && (isAny || kind === "consent"),
    runs: isAny || kind === "decision",
    messages: isAny || kind === "message" || kind === "event",
  };
}

export function isShown({ at, item }: Placed, filter: TimelineFilter): boolean {
  const { kind, sequence, from = 0, until = at } = filter;
  if (at < from || at > until || (kind !== undefined && item.kind !== kind)) return false;
  return sequence === undefined || sequenceOf(item) === sequence;
}

function sequenceOf(item: object): unknown {
  const { sequence, data } = item as { sequence?: unknown; data?: { sequence?: unknown } };
  return sequence ?? data?.sequence;
}
