import type { SendRules } from "#shared/calendar/index.ts";
import type { DeclaredAttributes } from "./declared-attribute.ts";

export type LiveSequence = {
  /** The version that new runs follow. */
  version: number;
  state: "live" | "paused";
  /** Events that start runs or that steps wait for: no others are processed. */
  events: string[];
  /** Attributes whose change may start or move runs. */
  attributes?: string[];
  /** Segments that start runs or that steps read. */
  segments?: string[];
  /** When that version was published. */
  since?: number;
  /** Dates of contacts start runs. */
  dates?: true;
  /** Send window and cap; applies to all runs at once. */
  sending?: SendingState;
};

/** The sending rules of a sequence (docs/design.md, Delivery protocol, 5 and 7). */
export type SendingState = SendRules & { zone?: string; cap?: { mails: number; per: string } };

/** A live segment, with what its condition reads. */
export type LiveSegment = {
  version: number;
  /** When the segment was created: contacts older than it do not enter it anew. */
  since: number;
  events: string[];
  attributes: string[];
  /** Segments that must be evaluated before it. */
  segments?: string[];
};

/**
 * Until when pages of the console watch for changes, and which contacts they show, by the names of
 * their notes (epoch milliseconds of the machine).
 */
export type Watched = { until: number; contacts?: Record<string, number> };

/** What is live when a batch begins. Shared between readers: must not be changed. */
export type LiveDefinitions = {
  /** Live and paused sequences by id; archived ones are removed. */
  sequences: Record<string, LiveSequence>;
  segments?: Record<string, LiveSegment>;
  /** The attributes whose values have a type. */
  attributes?: DeclaredAttributes;
  /** The workspace's time zone, for contacts without one. */
  timeZone?: string;
  /** Since when all mail is stopped (epoch milliseconds), if it is. */
  stoppedAt?: number;
  watched?: Watched;
};

/** What live sequences and segments listen to; computed once per read. */
type Listeners = {
  /** Live sequences by the events they listen to. */
  byEvent: ReadonlyMap<string, readonly string[]>;
  /** Live sequences that dates of contacts start. */
  dated: readonly [string, LiveSequence][];
  /** The attributes that sequences or segments read. */
  attributes: ReadonlySet<string>;
  /** The events that segments listen to. */
  ofSegments: ReadonlySet<string>;
  isAnyLive: boolean;
};

const known = new WeakMap<LiveDefinitions, Listeners>();

export function listenersOf(live: LiveDefinitions): Listeners {
  const found = known.get(live) ?? findListeners(live);
  known.set(live, found);
  return found;
}

function findListeners({ sequences, segments = {} }: LiveDefinitions): Listeners {
  // By id: simultaneous events are processed in the same order in every process.
  const live = Object.entries(sequences)
    .filter(([, { state }]) => state === "live")
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const byEvent = new Map<string, string[]>();
  for (const [id, { events }] of live) {
    for (const event of new Set(events)) {
      const ids = byEvent.get(event);
      if (ids) ids.push(id);
      else byEvent.set(event, [id]);
    }
  }
  const allSegments = Object.values(segments);
  return {
    byEvent,
    isAnyLive: live.length > 0,
    dated: live.filter(([, { dates }]) => dates),
    attributes: new Set([
      ...live.flatMap(([, { attributes = [] }]) => attributes),
      ...allSegments.flatMap(({ attributes }) => attributes),
    ]),
    ofSegments: new Set(allSegments.flatMap(({ events }) => events)),
  };
}

/** Whether any live sequence, or any segment, cares for an event of that name. */
export function isListenedTo(live: LiveDefinitions, event: string): boolean {
  const { byEvent, ofSegments } = listenersOf(live);
  return byEvent.has(event) || ofSegments.has(event);
}

/** The attributes that sequences or segments read. */
export const listenedAttributes = (live: LiveDefinitions): ReadonlySet<string> =>
  listenersOf(live).attributes;
