import type { Look, Place } from "./way.ts";

const MINUTE_MS = 60_000;

/**
 * What is done within a minute of when it was due counts as done then; what is later, when it was
 * done.
 */
export const whenDone = ({ now, clock }: Pick<Look, "now" | "clock">): number =>
  clock > now + MINUTE_MS ? clock : now;

/**
 * What a look goes through, as something that others see is done: of what came too late, nothing
 * but the time is left.
 */
export const placeDone = (look: Look): Place =>
  whenDone(look) === look.now ? { at: look.now, ...look.by } : { at: whenDone(look) };

/** Whether one happening counts for what began at a place: it came after it. */
export function cameAfter(one: Place, { at, ordinal = 0, id }: Place): boolean {
  if (one.at !== at) return one.at > at;
  return id === undefined || (one.id !== id && (one.ordinal ?? 0) >= ordinal);
}

/** What happened first is first; what stands at one place, by its id. */
export const inOrder = (one: Place, other: Place): number =>
  one.at - other.at ||
  (one.ordinal ?? 0) - (other.ordinal ?? 0) ||
  ((one.id ?? "") < (other.id ?? "") ? -1 : one.id === other.id ? 0 : 1);

/** Whether two events stand at one place, so that nothing but their ids tells them apart. */
export const isBeside = (one: Place, other: Place): boolean =>
  one.at === other.at &&
  one.id !== undefined &&
  other.id !== undefined &&
  (one.ordinal ?? 0) === (other.ordinal ?? 0);
