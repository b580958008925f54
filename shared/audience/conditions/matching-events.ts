import { parseDuration } from "#shared/kernel/duration.ts";
import { KEEP_EVENTS_MS, MAX_EVENTS_READ } from "#shared/kernel/retention.ts";
import { compileWhere } from "./compile-value.ts";
import type { ContactEvent, Facts } from "./facts.ts";
import type { EventTest } from "./schema.ts";

/** The happenings that an event test is about, as they are at one instant. */
export type MatchingEvents = {
  /** Newest first; those that have happened, within the window, with the filter. */
  list: ContactEvent[];
  /** When the next one counts that bears a later instant than now. */
  next: number;
  /** When a happening of that instant is no longer within the window. */
  leaves: (at: number) => number;
};

/** Finds them, at most the newest `limit`; without a window, as far back as events are kept. */
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
    for (const happening of facts.events(event)) {
      if (happening.at < now - withinMs || list.length >= limit) break;
      if (since && !facts.sinceEntry?.(happening)) continue;
      if (!passes(happening.data, facts.entry)) continue;
      if (happening.at > now) next = happening.at;
      else list.push(happening);
    }
    return { list, next, leaves };
  };
}
