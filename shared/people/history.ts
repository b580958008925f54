import type { Happening } from "#shared/conditions/index.ts";

/** Something that a person did, as it is stored (instants are epoch milliseconds). */
export type EventRow = {
  id: string;
  name: string;
  at: number;
  data: Record<string, unknown>;
  /** How many sequences set each other off in a row until this happened; absent where somebody posted it. */
  hops?: number;
};

/** An instant of the history; `data` is missing when it was too large to be kept here. */
export type Instant = { id: string; at: number; data?: Record<string, unknown> };

/** Row `d#name`: how often something was done, and the newest times, newest first. */
export type History = { total: number; first: number; last: number; recent: Instant[] };

const KEEP_INSTANTS = 30;
/** Thirty of these and the row stays within about four kilobytes. */
const KEEP_DATA_BYTES = 120;

/** The head after one more event. */
export function remember(head: History | undefined, event: EventRow): History {
  const small = JSON.stringify(event.data).length <= KEEP_DATA_BYTES;
  const instant: Instant = { id: event.id, at: event.at, ...(small && { data: event.data }) };
  if (!head) return { total: 1, first: event.at, last: event.at, recent: [instant] };
  return {
    total: head.total + 1,
    first: Math.min(head.first, event.at),
    last: Math.max(head.last, event.at),
    recent: [...head.recent, instant].toSorted((a, b) => b.at - a.at).slice(0, KEEP_INSTANTS),
  };
}

/** The head with instants that were read from the raw events instead. */
export const withInstants = (head: History, instants: Instant[]): History => ({
  ...head,
  recent: instants,
});

/** What was done under one name, as conditions see it, newest first. */
export const happeningsOf = ({ recent }: Pick<History, "recent">): Happening[] =>
  recent.map(({ at, data = {} }) => ({ at, data }));
