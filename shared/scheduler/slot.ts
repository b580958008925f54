import { MINUTE_MS } from "#shared/kernel/time.ts";

/** Two wheels: minutes for the near future, quarter hours (15 times fewer sweeps) for later. */
export const WHEELS = {
  m: { slotMs: MINUTE_MS },
  q: { slotMs: 15 * MINUTE_MS },
} as const;
export type Wheel = keyof typeof WHEELS;

/** A slot of a wheel, numbered since the epoch; swept once, at its start. */
export type Slot = { wheel: Wheel; number: number };

/** Partitions that the writes to a slot are spread over. */
export const SHARDS = 4;

/** Writers pick no slot nearer than this, so that a slow write still precedes the sweep. */
const LEAD_MS = 2 * MINUTE_MS;
/** A writer that finds its slot nearer than this afterwards writes again. */
const MARGIN_MS = MINUTE_MS;

export const slotStart = ({ wheel, number }: Slot) => number * WHEELS[wheel].slotMs;

/** The slot that holds an instant. */
export const slotAt = (wheel: Wheel, at: number): Slot => ({
  wheel,
  number: Math.floor(at / WHEELS[wheel].slotMs),
});

/** The slot to be swept in time for `dueAt`, or as early as still possible. */
export function pickSlot(dueAt: number, now: number): Slot {
  const later = slotAt("q", dueAt);
  const earliest = slotAt("m", now + LEAD_MS + MINUTE_MS - 1);
  if (slotStart(later) >= slotStart(earliest)) return later;
  const near = slotAt("m", dueAt);
  return near.number >= earliest.number ? near : earliest;
}

/** Whether a slot may have been swept before a write to it was visible. */
export const isTooNear = (slot: Slot, now: number) => slotStart(slot) < now + MARGIN_MS;

const digits = (number: number) => String(number).padStart(9, "0");

export const slotPk = ({ wheel, number }: Slot, shard: number) =>
  `${wheel}#${digits(number)}#${shard}`;

/** The start of a partition key's slot. */
export function pkStart(pk: string): number {
  const [wheel, number] = pk.split("#");
  return slotStart({ wheel: wheel as Wheel, number: Number(number) });
}
