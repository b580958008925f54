import type { SendRules } from "#shared/calendar/index.ts";

export type LiveSequence = {
  /** The version that a new run follows. */
  version: number;
  state: "live" | "paused";
  /** Events that let people in or that steps wait for: only their news are worth a look. */
  events: string[];
  /** Attributes whose change may let people in or move them on. */
  attributes?: string[];
  /** Segments that let people in, or that its steps ask for. */
  segments?: string[];
  /** When that version was published. */
  since?: number;
  /** Whether dates of people let them in. */
  dates?: true;
  /** When its mails may go and how many: in force for everybody inside at once. */
  sending?: SendingState;
};

/** The sending rules of a sequence (docs/design.md §10). */
export type SendingState = SendRules & { zone?: string; cap?: { mails: number; per: string } };

/** A segment in force, with what its condition reads. */
export type LiveSegment = {
  version: number;
  /** When the segment was made: who was there before does not enter it anew. */
  since: number;
  events: string[];
  attributes: string[];
  /** Segments that must be judged before it. */
  segments?: string[];
};

/**
 * What is on and what is off, as it stands when a batch begins. What was read is shared: it must
 * not be changed.
 */
export type LiveDefinitions = {
  /** Those that are live or paused, by their ids; an archived one leaves. */
  sequences: Record<string, LiveSequence>;
  segments?: Record<string, LiveSegment>;
  /** The workspace's own time zone, for people whose zone is not known. */
  timeZone?: string;
  /** Since when no mail of any kind may leave (epoch milliseconds); absent while it may. */
  stoppedAt?: number;
};

/**
 * Who listens among the sequences and segments in force; worked out once for switches that were
 * read once.
 */
type Listeners = {
  /** Live sequences by the events that they listen to. */
  byEvent: ReadonlyMap<string, readonly string[]>;
  /** Live sequences that dates of people let them into. */
  dated: readonly [string, LiveSequence][];
  /** The attributes whose change may move anybody. */
  attributes: ReadonlySet<string>;
  /** The events that segments listen to. */
  ofSegments: ReadonlySet<string>;
  isAnyLive: boolean;
};

const known = new WeakMap<LiveDefinitions, Listeners>();

export function listenersOf(switches: LiveDefinitions): Listeners {
  const found = known.get(switches) ?? findListeners(switches);
  known.set(switches, found);
  return found;
}

function findListeners({ sequences, segments = {} }: LiveDefinitions): Listeners {
  // By their ids: in every process and place what happens at one instant takes the same order.
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
  const judged = Object.values(segments);
  return {
    byEvent,
    isAnyLive: live.length > 0,
    dated: live.filter(([, { dates }]) => dates),
    attributes: new Set([
      ...live.flatMap(([, { attributes = [] }]) => attributes),
      ...judged.flatMap(({ attributes }) => attributes),
    ]),
    ofSegments: new Set(judged.flatMap(({ events }) => events)),
  };
}

/** Whether any live sequence, or any segment, cares for an event of that name. */
export function isListenedTo(switches: LiveDefinitions, event: string): boolean {
  const { byEvent, ofSegments } = listenersOf(switches);
  return byEvent.has(event) || ofSegments.has(event);
}

/** The attributes whose change may move anybody. */
export const listenedAttributes = (switches: LiveDefinitions): ReadonlySet<string> =>
  listenersOf(switches).attributes;
