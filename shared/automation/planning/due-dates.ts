import type { Facts } from "#shared/audience/conditions/index.ts";
import { DATE_REACHED, type EventRow } from "#shared/audience/events/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { instantAround, nextYearly } from "#shared/calendar/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { DAY_MS } from "#shared/kernel/time.ts";

/** A date this long past starts no run: its mail would be too late. */
const MAX_LATE_MS = 7 * DAY_MS;

/** The dates reached, as events, and the next one. */
export type Dates = { reached: EventRow[]; nextAt: number | undefined };

export type OnDate = Extract<Program["definition"]["enter"][number], { date: string }>;

/**
 * Evaluates the date triggers of a sequence. A date that was over when it was set, or when the
 * sequence was published, starts no run. The same date always makes the same event; a yearly one
 * makes one a year.
 */
export function dueDates(
  { sequence, definition: { enter, settings } }: Program,
  publishedAt: number,
  profile: Profile,
  facts: Facts,
  now: number,
): Dates {
  const reached: EventRow[] = [];
  let nextAt: number | undefined;
  for (const trigger of enter) {
    if (!("date" in trigger)) continue;
    const { date, offset, time } = trigger;
    const value = ownValue(facts.attributes, date);
    const since = Math.max(
      publishedAt,
      ownValue(profile.changedAt ?? {}, date) ?? 0,
      now - MAX_LATE_MS,
    );
    for (const { at, year } of instantsOf(
      trigger,
      value,
      settings.zone ?? facts.zone,
      since,
      now,
    )) {
      if (at > now) nextAt = Math.min(nextAt ?? at, at);
      else if (at >= since) {
        const parts = [sequence, date, String(value), offset ?? "", time ?? "", ...year];
        const id = `d_${digest(...parts)}`;
        reached.push({ id, name: DATE_REACHED, at, data: { sequence, attribute: date, value } });
      }
    }
  }
  return { reached, nextAt };
}

/**
 * When a date triggers (epoch milliseconds); none for an invalid date. A yearly one gives the first
 * instant since `since` and the next after `now`.
 */
export function instantsOf(
  { every, ...around }: OnDate,
  value: unknown,
  zone: string,
  since: number,
  now: number,
): { at: number; year: number[] }[] {
  if (!every) {
    const at = instantAround(value, zone, around);
    return at === undefined ? [] : [{ at, year: [] }];
  }
  const [first, next] = [since - 1, now].map((after) => nextYearly(value, zone, around, after));
  const found = first?.at === next?.at ? [first] : [first, next];
  return found.flatMap((one) => (one ? [{ at: one.at, year: [one.year] }] : []));
}
