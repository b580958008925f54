import type { Happening } from "#shared/audience/conditions/index.ts";

/**
 * Where an event stands among those of its person: its instant (epoch milliseconds), and within
 * that millisecond its `ordinal`, 0 where it is left out. Without an `id` it is an instant after
 * everything that happened in it.
 */
export type EventPosition = { at: number; ordinal?: number | undefined; id?: string | undefined };

/** More than a batch holds, and as many again for what follows from it. */
const PER_MS = 2_000;
/** What we let happen ourselves comes after whatever was accepted in that millisecond. */
const OWN = 1_000;

/**
 * The ordinal of an event that was accepted as the nth (from 0, below 1,000) of its batch: of equal
 * instants, what was accepted first is first.
 */
export const ordinalOf = (at: number, acceptedAt: number, nth: number): number =>
  Math.max(0, acceptedAt - at) * PER_MS + nth;

/**
 * The ordinal of what our own events let happen in their own millisecond: after what caused it,
 * also along a chain.
 */
export const engineOrdinal = (hops: number, turns: 0 | 1 = 0): number => OWN + 2 * hops + turns;

/**
 * The order of two places; events of one instant and one ordinal stand by their ids, which is
 * arbitrary but the same for ever.
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
 * Whether something counts for what began at a place: what happened since, and of the same
 * millisecond what was not accepted before; never the event itself that it began with.
 */
export function isSince({ at, ordinal = 0, id }: Happening, since: EventPosition): boolean {
  if (at !== since.at || since.id === undefined) return at >= since.at;
  return id !== since.id && ordinal >= (since.ordinal ?? 0);
}
