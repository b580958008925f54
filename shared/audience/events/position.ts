import type { ContactEvent } from "#shared/audience/conditions/index.ts";

/**
 * An event's position in a contact's history: its instant (epoch milliseconds), then its `ordinal`
 * (default 0). Without an `id`, the position after everything in that millisecond.
 */
export type EventPosition = { at: number; ordinal?: number | undefined; id?: string | undefined };

/** Room for a batch, and as much again for the engine's events that follow from it. */
const PER_MS = 2_000;
/** The engine's own events come after all events accepted in that millisecond. */
const ENGINE_OFFSET = 1_000;

/**
 * The ordinal of the nth event (from 0, below 1,000) of a batch: of equal instants, the one
 * accepted first comes first.
 */
export const ordinalOf = (at: number, acceptedAt: number, nth: number): number =>
  Math.max(0, acceptedAt - at) * PER_MS + nth;

/** The ordinal of an engine event: after its cause, also along a cascade. */
export const engineOrdinal = (cascade: number, turns: 0 | 1 = 0): number =>
  ENGINE_OFFSET + 2 * cascade + turns;

/**
 * Orders two positions; equal instants and ordinals fall back to the id, which is arbitrary but
 * stable.
 */
export function comparePositions(one: EventPosition, other: EventPosition): number {
  if (one.at !== other.at) return one.at - other.at;
  const [first, second] = [ordinalIn(one), ordinalIn(other)];
  if (first !== second) return first < second ? -1 : 1;
  const [id, otherId] = [one.id ?? "", other.id ?? ""];
  return id < otherId ? -1 : id > otherId ? 1 : 0;
}

const ordinalIn = ({ id, ordinal = 0 }: EventPosition) =>
  id === undefined ? Number.POSITIVE_INFINITY : ordinal;

/**
 * Whether an event counts for a run that started at `since`: everything later, and in the same
 * millisecond what was not accepted before; never the starting event itself.
 */
export function isSince({ at, ordinal = 0, id }: ContactEvent, since: EventPosition): boolean {
  if (at !== since.at || since.id === undefined) return at >= since.at;
  return id !== since.id && ordinal >= (since.ordinal ?? 0);
}
