import * as z from "zod/mini";
import { decidingValues } from "#shared/audience/conditions/index.ts";
import {
  instantAround,
  localIso,
  nextYearly,
  SignedDuration,
  TimeOfDay,
} from "#shared/calendar/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { remainingWait } from "./remaining-wait.ts";
import type { Next, Outcome, Visit } from "./step.ts";

/** Around the date in an attribute; `every` year, or the one time. */
export const AroundDate = z.strictObject({
  attribute: z.string().check(z.minLength(1), z.maxLength(100)),
  offset: z.optional(SignedDuration),
  time: z.optional(TimeOfDay),
  every: z.optional(z.literal("year")),
});
export type AroundDate = z.infer<typeof AroundDate>;

/**
 * Waits until around the date, wherever it is moved meanwhile. Goes `otherwise` where there is no
 * such date, or where it was over already when the step was due or when the attribute was set last:
 * a date that comes while the wait is worked on late is reached. A date of every year is always
 * ahead.
 */
export function waitForDate(
  { next, otherwise }: { next: Next; otherwise: Next },
  until: AroundDate,
  visit: Visit,
): Outcome {
  const { facts, run, zone, now } = visit;
  const { attribute, every, ...around } = until;
  const value = ownValue(facts.attributes, attribute);
  const due = run.dueSince ?? run.arrivedAt;
  const since = Math.max(due, (facts.changedAt && ownValue(facts.changedAt, attribute)) ?? 0);
  const at = every
    ? nextYearly(value, zone, around, since)?.at
    : instantAround(value, zone, around);
  const reason = describeDate(until);
  if (at === undefined || at < since) {
    const lack = at === undefined ? lackOf(value) : `was over at ${localIso(at, zone)}`;
    const seen = { saw: decidingValues({ attribute, exists: true }, facts, now), overAt: since };
    return {
      kind: "go",
      next: otherwise,
      decision: "missed",
      reason: `${reason}: ${lack}`,
      ...seen,
    };
  }
  const more = remainingWait(() => at, visit, true);
  return more
    ? { kind: "stay", decision: "wait", reason, ...more }
    : { kind: "go", next, decision: "waited", reason, overAt: at };
}

const lackOf = (value: unknown) => (value == null ? "not set" : "no date");

const describeDate = ({ attribute, offset, time, every }: AroundDate): string =>
  [attribute, offset, time, every && "every year"].filter(Boolean).join(" ");
