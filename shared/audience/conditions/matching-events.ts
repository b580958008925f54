import { parseDuration } from "#shared/kernel/duration.ts";
import { KEEP_EVENTS_MS, MAX_EVENTS_READ } from "#shared/kernel/retention.ts";
import { compileWhere } from "./compile-value.ts";
import type { ContactEvent, Facts } from "./facts.ts";
import type { EventTest } from "./schema.ts";

/** The events that match an event test at one instant. */
export type MatchingEvents = {
  /** Newest first: past events within the window that pass the filter. */
  list: ContactEvent[];
  /** When the next event with a future instant will count. */
  next: number;
  /** When an event of that instant leaves the window. */
  leaves: (at: number) => number;
};

/**
 * Finds matching events, at most the newest `limit`; the default window is the retention period.
 */
export function compileMatchingEvents(
  { event, within, since, where }: EventTest,
  limit = MAX_EVENTS_READ,
) {
  const withinMs = within === undefined ? KEEP_EVENTS_MS : parseDuration(within);
  const passes = where ? compileWhere(where) : () => true;
  const leaves = (at: number) => at + withinMs + 1;
  return (facts: Facts, now: number): MatchingEvents => {
    const list: ContactEvent[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (const candidate of facts.events(event)) {
      if (candidate.at < now - withinMs || list.length >= limit) break;
      if (since && !facts.sinceEntry?.(candidate)) continue;
      if (!passes(candidate.data, facts.entry)) continue;
      if (candidate.at > now) next = candidate.at;
      else list.push(candidate);
    }
    return { list, next, leaves };
  };
}
