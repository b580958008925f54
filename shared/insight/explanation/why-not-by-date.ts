import type { Profile } from "#shared/audience/profiles/index.ts";
import { instantsOf, type OnDate } from "#shared/automation/planning/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { DAY_MS, iso } from "#shared/kernel/time.ts";

/** Since when the live version accepts entries, and the contact's zone. */
type Context = { since: number | undefined; zone: string; now: number };

/** For a yearly date, the last occurrence is explained. */
const YEAR_MS = 366 * DAY_MS;

/**
 * Why a date started no run, or when it will, by the rule of the trigger. `pauseAt` describes a
 * pause at an instant, if any.
 */
export function whyNotByDate(
  trigger: OnDate,
  { attributes, changedAt = {} }: Profile,
  { since = 0, zone, now }: Context,
  pauseAt: (at: number) => string | undefined,
): string {
  const value = ownValue(attributes, trigger.date);
  if (value === undefined || value === null) return `there is no date in ${trigger.date}`;
  const date = `the date in ${trigger.date}`;
  const shown = JSON.stringify(value);
  const setAt = ownValue(changedAt, trigger.date) ?? 0;
  const from = Math.max(setAt, now - YEAR_MS);
  const instants = instantsOf(trigger, value, zone, from, now).map(({ at }) => at);
  const at = instants.findLast((one) => one <= now);
  const next = instants.find((one) => one > now);
  const ahead = next === undefined ? undefined : `starts a run at ${iso(next)}`;
  if (at === undefined) {
    return ahead ? `${date}, ${shown}, ${ahead}` : `${date} can not be read: it is ${shown}`;
  }
  const when = `${date}, ${shown}, was reached at ${iso(at)}`;
  const then = ahead ? `; it ${ahead}` : "";
  const rest = pauseAt(at);
  if (rest) return `${when}, ${rest}${then}`;
  if (at < setAt) return `${when}, and was set only at ${iso(setAt)}`;
  if (at < since) return `${when}, before this version at ${iso(since)}${then}`;
  return `${when}, and was not processed within seven days of that${then}`;
}
