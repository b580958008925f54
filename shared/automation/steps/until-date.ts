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

/** Around the date in an attribute; `every` year, or once. */
export const AroundDate = z.strictObject({
  attribute: z.string().check(z.minLength(1), z.maxLength(100)),
  offset: z.optional(SignedDuration),
  time: z.optional(TimeOfDay),
  every: z.optional(z.literal("year")),
});
export type AroundDate = z.infer<typeof AroundDate>;

/**
 * Waits until around the date, also when it is moved meanwhile. Goes to `otherwise` without a date,
 * or if it had passed when the step was due or the attribute last changed. A date reached while the
 * wait is processed late still counts. A yearly date is always ahead.
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
    const problem = at === undefined ? problemOf(value) : `was over at ${localIso(at, zone)}`;
    const evidence = {
      saw: decidingValues({ attribute, exists: true }, facts, now),
      overAt: since,
    };
    return {
      kind: "go",
      next: otherwise,
      decision: "missed",
      reason: `${reason}: ${problem}`,
      ...evidence,
    };
  }
  const more = remainingWait(() => at, visit, true);
  return more
    ? { kind: "stay", decision: "wait", reason, ...more }
    : { kind: "go", next, decision: "waited", reason, overAt: at };
}

const problemOf = (value: unknown) => (value == null ? "not set" : "no date");

const describeDate = ({ attribute, offset, time, every }: AroundDate): string =>
  [attribute, offset, time, every && "every year"].filter(Boolean).join(" ");
