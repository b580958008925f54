import type { Profile } from "#shared/audience/profiles/index.ts";
import { instantsOf, type OnDate } from "#shared/automation/engine/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { DAY_MS, iso } from "#shared/kernel/time.ts";

/** Since when the version in force lets people in, and the person's zone. */
type Context = { since: number | undefined; zone: string; now: number };

/** Of a date of every year, the time it came round last is told of. */
const YEAR_MS = 366 * DAY_MS;

/**
 * Why a date did not let its person in, or when it will, by the rule that lets people in. `resting`
 * says that the sequence rested at an instant, if it did.
 */
export function whyNotByDate(
  way: OnDate,
  { attributes, changedAt = {} }: Profile,
  { since = 0, zone, now }: Context,
  resting: (at: number) => string | undefined,
): string {
  const value = ownValue(attributes, way.date);
  if (value === undefined || value === null) return `there is no date in ${way.date}`;
  const date = `the date in ${way.date}`;
  const shown = JSON.stringify(value);
  const setAt = ownValue(changedAt, way.date) ?? 0;
  const from = Math.max(setAt, now - YEAR_MS);
  const instants = instantsOf(way, value, zone, from, now).map(({ at }) => at);
  const at = instants.findLast((one) => one <= now);
  const next = instants.find((one) => one > now);
  const ahead = next === undefined ? undefined : `starts a run at ${iso(next)}`;
  if (at === undefined) {
    return ahead ? `${date}, ${shown}, ${ahead}` : `${date} can not be read: it is ${shown}`;
  }
  const when = `${date}, ${shown}, was reached at ${iso(at)}`;
  const then = ahead ? `; it ${ahead}` : "";
  const rest = resting(at);
  if (rest) return `${when}, ${rest}${then}`;
  if (at < setAt) return `${when}, and was set only at ${iso(setAt)}`;
  if (at < since) return `${when}, before this version at ${iso(since)}${then}`;
  return `${when}, and was not processed within seven days of that${then}`;
}
