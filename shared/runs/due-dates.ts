import { instantAround } from "#shared/calendar/index.ts";
import type { Facts } from "#shared/conditions/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import { own } from "#shared/kernel/own.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { DATE_REACHED, type EventRow, type Profile } from "#shared/people/index.ts";
import type { Program } from "#shared/sequences/index.ts";

/** A date that nobody looked at for longer is over: its mail would come too late. */
const MAX_LATE_MS = 7 * DAY_MS;

/** The dates of a person that let them in now, as events, and the next one that will. */
export type Dates = { reached: EventRow[]; nextAt: number | undefined };

/**
 * Looks at the dates that let people into a sequence. One that was over already when it was set, or when the sequence was
 * published, lets nobody in. The same date makes the same event for ever.
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
  for (const way of enter) {
    if (!("date" in way)) continue;
    const { date, offset, time } = way;
    const value = own(facts.attributes, date);
    const at = instantAround(value, settings.zone ?? facts.zone, { offset, time });
    if (at === undefined) continue;
    const since = Math.max(publishedAt, profile.changedAt?.[date] ?? 0, now - MAX_LATE_MS);
    if (at > now) nextAt = Math.min(nextAt ?? at, at);
    else if (at >= since) {
      const id = `d_${digest(sequence, date, String(value), offset ?? "", time ?? "")}`;
      reached.push({ id, name: DATE_REACHED, at, data: { sequence, attribute: date, value } });
    }
  }
  return { reached, nextAt };
}
