import { DAY_MS } from "#shared/kernel/time.ts";
import { midnight, type Weekday, weekdayOf } from "./day.ts";
import { type OpenTime, openTimes } from "./open-times.ts";
import type { SendRules } from "./send-rules.ts";
import { offsetPeriodAt } from "./zone.ts";

/** How far to search: a year, whatever its days off, and its edges. */
const HORIZON_MS = 400 * DAY_MS;

type Opening = { times: OpenTime[]; weekdays?: Weekday[] | undefined; daysOff: Set<string> };

/**
 * The first instant (epoch milliseconds) at or after `at` at which the rules allow mail in the
 * zone; undefined if there is none within 400 days.
 */
export function sendWindow(rules: SendRules, zone: string, at: number): number | undefined {
  const opening = openingOf(rules);
  let time = at;
  while (time <= at + HORIZON_MS) {
    const { offset, to } = offsetPeriodAt(zone, time);
    const local = time + offset;
    const open = nextOpen(opening, local);
    if (open === local) return time;
    // Evaluate again after a clock change.
    time = Math.min(open - offset, to);
  }
  return undefined;
}

/**
 * The first open local time of the day at or after `local`, else the next midnight, open or not.
 */
function nextOpen({ times, weekdays, daysOff }: Opening, local: number): number {
  const day = midnight(local);
  const tomorrow = day + DAY_MS;
  if (weekdays && !weekdays.includes(weekdayOf(day))) return tomorrow;
  if (daysOff.size > 0 && isOff(daysOff, day)) return tomorrow;
  const next = times.find(({ to }) => local < day + to);
  return next ? Math.max(local, day + next.from) : tomorrow;
}

function isOff(daysOff: Set<string>, day: number): boolean {
  const date = new Date(day).toISOString().slice(0, 10);
  return daysOff.has(date) || daysOff.has(date.slice(5));
}

const openings = new WeakMap<SendRules, Opening>();

/** Cached: rules are never changed in place. */
function openingOf(rules: SendRules): Opening {
  const known = openings.get(rules);
  if (known) return known;
  const { sendWindow, daysOff } = rules;
  const compiled = {
    times: openTimes(rules),
    weekdays: sendWindow?.weekdays,
    daysOff: new Set(daysOff),
  };
  openings.set(rules, compiled);
  return compiled;
}
