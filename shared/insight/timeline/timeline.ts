import { readEventLog, withWholeData } from "#shared/audience/events/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import { readMessages } from "#shared/messaging/messages/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { isShown, sourcesOf, type TimelineFilter } from "./timeline-filter.ts";
import {
  type Placed,
  placeConsent,
  placeEvent,
  placeMessage,
  placeTrail,
  type TimelineItem,
} from "./timeline-items.ts";
import { readConsent, readEnrollments } from "./timeline-store.ts";

/** A position between two items: older items follow. */
export type TimelinePlace = { at: number; key: string };

type TimelinePage = { limit: number; place?: TimelinePlace | undefined; filter?: TimelineFilter };

/** Later than every stored instant. */
const END = 9_999_999_999_999;
/**
 * Facts of a message may be much later than its decision, so a page reads this many earlier
 * messages; facts of older ones show only near their decision.
 */
const MAX_MESSAGES = 1_000;

/**
 * The events, decisions and mails of a contact, newest first, after `place`; with a filter only
 * what it shows. `settle` completes a message with outcomes stored elsewhere.
 */
export async function readTimeline(
  world: { table: TableReader<"people"> },
  contact: string,
  { limit, place, filter = {} }: TimelinePage,
  settle: (message: Message) => Promise<Message>,
): Promise<{ items: TimelineItem[]; next?: TimelinePlace }> {
  const at = Math.min(place?.at ?? END, filter.until ?? END);
  const isAfter = (one: Placed) => (!place || compare(one, place) > 0) && isShown(one, filter);
  const isEnough =
    <D extends { at: number }>(placed: (row: D) => Placed) =>
    (rows: D[]) =>
      rows.map(placed).filter(isAfter).length > limit ||
      (rows.at(-1)?.at ?? END) < (filter.from ?? 0);
  const wanted = sourcesOf(filter);
  const [events, consent, runs, messages] = await Promise.all([
    wanted.events ? readEventLog(world, contact, at, isEnough(placeEvent)) : [],
    wanted.consent ? readConsent(world, contact, at, isEnough(placeConsent)) : [],
    wanted.runs ? readEnrollments(world, contact) : [],
    wanted.messages ? readMessages(world, contact, at, MAX_MESSAGES) : [],
  ]);
  const settled = await Promise.all(messages.map(settle));
  const logged = new Map(events.map((event) => [placeEvent(event), event]));
  const all = [
    ...logged.keys(),
    ...consent.map(placeConsent),
    ...runs.flatMap(placeTrail),
    ...settled.flatMap(placeMessage),
  ];
  const found = all.filter(isAfter).sort(compare);
  const last = found.length > limit ? found[limit - 1] : undefined;
  const page = found.slice(0, limit);
  const shown = page.filter((one) => logged.has(one));
  const whole = await withWholeData(
    world,
    contact,
    shown.map((one) => logged.get(one)!),
  );
  const placed = new Map(shown.map((one, i) => [one, placeEvent(whole[i]!)]));
  return {
    items: page.map((one) => (placed.get(one) ?? one).item),
    ...(last && { next: { at: last.at, key: last.key } }),
  };
}

/** Newest first. */
function compare(a: TimelinePlace, b: TimelinePlace): number {
  if (a.at !== b.at) return b.at - a.at;
  return a.key < b.key ? 1 : a.key > b.key ? -1 : 0;
}
