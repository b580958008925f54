import QuickLRU from "quick-lru";
import { DAY_MS, SECOND_MS } from "#shared/kernel/time.ts";

/** A period in which a zone is `offset` ms ahead of UTC: `from` inclusive, `to` exclusive. */
type OffsetPeriod = { from: number; to: number; offset: number };

/**
 * How often offsets are sampled: since 1940 no offset has been reverted within 6 days and 23 hours
 * (Recife 2000, Gaza 2040).
 */
const STEP_MS = 6 * DAY_MS;
/** Computed at once: a little more than a year, in some 0.2 ms. */
const CHUNK_MS = 64 * STEP_MS;
/** All 418 zones' previous, current and next years; about 200 bytes each. */
const KEPT = 2_000;

/** The most frequent zone needs no `Intl`, whose first use takes 12 ms. */
export const UTC = "UTC";
const ALWAYS: OffsetPeriod = { from: -Infinity, to: Infinity, offset: 0 };

const chunks = new QuickLRU<string, OffsetPeriod[]>({ maxSize: KEPT });
/** The last result: decisions about a contact ask for the same one repeatedly. */
let last = { zone: UTC, stretch: ALWAYS };

/**
 * The offset period around an instant (epoch milliseconds). Its bounds need not be clock changes.
 * @throws RangeError for a zone that this runtime does not know
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

/**
 * The first instant whose local time is `local` or later: the end of the gap for a skipped time,
 * the first for a repeated one.
 */
export function firstInstant(zone: string, local: number): number {
  // Offsets are below a day, so this passes the few periods of two days.
  let stretch = offsetPeriodAt(zone, local - DAY_MS);
  while (local - stretch.offset >= stretch.to) stretch = offsetPeriodAt(zone, stretch.to);
  return Math.max(stretch.from, local - stretch.offset);
}

/** The local time of an instant, as if it were UTC. */
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
      // A change at the end belongs to the next chunk.
      if (newest.from < to) found.push(newest);
    }
  }
  return found;
}

/** The first second whose offset differs from that at `low`. */
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

/** `Intl` knows all zones, but takes 1 µs a call. */
function readOffsets(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  return (at) => {
    const [, sign, hours = 0, minutes = 0, seconds = 0] = OFFSET.exec(format.format(at)) ?? [];
    const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
    return (sign === "-" ? -size : size) * SECOND_MS;
  };
}
