import QuickLRU from "quick-lru";
import { DAY_MS, SECOND_MS } from "#shared/kernel/time.ts";

/** A stretch of time in which a zone's clocks stand `offset` ms ahead of UTC: from `from` on, before `to`. */
export type OffsetPeriod = { from: number; to: number; offset: number };

/** Offsets are looked at this often: since 1940 no clocks go back to what they were before 6 days and 23 hours (Recife 2000, Gaza 2040). */
const STEP_MS = 6 * DAY_MS;
/** What is found at once: a little more than a year, in some 0.2 ms. */
const CHUNK_MS = 64 * STEP_MS;
/** All 418 zones' last, present and next years; about 200 bytes each. */
const KEPT = 2_000;

/** Asked for most: it needs no `Intl`, whose first use takes a process 12 ms. */
export const UTC = "UTC";
const ALWAYS: OffsetPeriod = { from: -Infinity, to: Infinity, offset: 0 };

const chunks = new QuickLRU<string, OffsetPeriod[]>({ maxSize: KEPT });
/**
 * The last that was asked for: what is worked out for a person asks for one and the same again and
 * again.
 */
let last = { zone: UTC, stretch: ALWAYS };

/**
 * The stretch around the instant (epoch milliseconds). It may end, or begin, where the clocks do not change.
 * @throws RangeError when this runtime does not know the zone
 */
export function offsetPeriodAt(zone: string, at: number): OffsetPeriod {
  if (zone === UTC) return ALWAYS;
  const { stretch } = last;
  if (zone === last.zone && at >= stretch.from && at < stretch.to) return stretch;
  const chunk = Math.floor(at / CHUNK_MS);
  const key = `${chunk}${zone}`;
  let found = chunks.get(key);
  if (!found) {
    found = findPeriods(zone, chunk * CHUNK_MS);
    chunks.set(key, found);
  }
  let i = found.length - 1;
  while (i > 0 && found[i]!.from > at) i -= 1;
  last = { zone, stretch: found[i]! };
  return last.stretch;
}

/** The first instant at which the zone's clocks show `local` or more: a skipped time gives the end of the gap, a repeated one its first. */
export function firstInstant(zone: string, local: number): number {
  // No clock is as much as a day ahead of UTC, or behind it: the walk ends with the few stretches of two days.
  let stretch = offsetPeriodAt(zone, local - DAY_MS);
  while (local - stretch.offset >= stretch.to) stretch = offsetPeriodAt(zone, stretch.to);
  return Math.max(stretch.from, local - stretch.offset);
}

/** What the zone's clocks show at the instant, as if they stood in UTC. */
export const localAt = (zone: string, at: number): number => at + offsetPeriodAt(zone, at).offset;

function findPeriods(zone: string, from: number): OffsetPeriod[] {
  const offsetAt = readOffsets(zone);
  const to = from + CHUNK_MS;
  let newest = { from, to, offset: offsetAt(from) };
  const found = [newest];
  for (let end = from + STEP_MS; end <= to; end += STEP_MS) {
    while (offsetAt(end) !== newest.offset) {
      newest.to = findChange(offsetAt, Math.max(newest.from, end - STEP_MS), end);
      newest = { from: newest.to, to, offset: offsetAt(newest.to) };
      // A change at the very end belongs to the next chunk.
      if (newest.from < to) found.push(newest);
    }
  }
  return found;
}

/** The first second with another offset than `low` has; `high` has another one. */
function findChange(offsetAt: (at: number) => number, low: number, high: number): number {
  const offset = offsetAt(low);
  let [same, other] = [low, high];
  while (other - same > SECOND_MS) {
    const middle = same + Math.floor((other - same) / 2 / SECOND_MS) * SECOND_MS;
    if (offsetAt(middle) === offset) same = middle;
    else other = middle;
  }
  return other;
}

const OFFSET = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** `Intl` knows all zones without a byte of ours, but takes 1 µs an answer. */
function readOffsets(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  return (at) => {
    const [, sign, hours = 0, minutes = 0, seconds = 0] = OFFSET.exec(format.format(at)) ?? [];
    const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
    return (sign === "-" ? -size : size) * SECOND_MS;
  };
}
