import { MINUTE_MS } from "#shared/kernel/time.ts";

/** The two wheels: minutes for what is near, quarter hours (15 times fewer sweeps) for what is later. */
export const WHEELS = {
  m: { slotMs: MINUTE_MS },
  q: { slotMs: 15 * MINUTE_MS },
} as const;
export type Wheel = keyof typeof WHEELS;

/** One slot of a wheel, by its number since the epoch. It is swept at its start, once. */
export type Slot = { wheel: Wheel; number: number };

/** Writes to one slot spread over so many partitions. */
export const SHARDS = 4;

/** No writer aims at a slot nearer than this, so that a slow one still lands before the sweep. */
const LEAD_MS = 2 * MINUTE_MS;
/** A writer that finds its slot nearer than this afterwards writes again. */
const MARGIN_MS = MINUTE_MS;

export const slotStart = ({ wheel, number }: Slot) => number * WHEELS[wheel].slotMs;

/** The slot that holds an instant. */
export const slotAt = (wheel: Wheel, at: number): Slot => ({
  wheel,
  number: Math.floor(at / WHEELS[wheel].slotMs),
});

/** The slot in which something due at `dueAt` is found in time, as far as that is still possible. */
export function pickSlot(dueAt: number, now: number): Slot {
  const later = slotAt("q", dueAt);
  const earliest = slotAt("m", now + LEAD_MS + MINUTE_MS - 1);
  if (slotStart(later) >= slotStart(earliest)) return later;
  const near = slotAt("m", dueAt);
  return near.number >= earliest.number ? near : earliest;
}

/** Whether a slot chosen earlier may have been swept before the write to it was seen. */
export const isTooNear = (slot: Slot, now: number) => slotStart(slot) < now + MARGIN_MS;

const digits = (number: number) => String(number).padStart(9, "0");

export const slotPk = ({ wheel, number }: Slot, shard: number) =>
  `${wheel}#${digits(number)}#${shard}`;

/** The start of the slot that a partition key belongs to. */
export function pkStart(pk: string): number {
  const [wheel, number] = pk.split("#");
  return slotStart({ wheel: wheel as Wheel, number: Number(number) });
}
