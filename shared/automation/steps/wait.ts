import * as z from "zod/mini";
import { byKey } from "#shared/audience/conditions/index.ts";
import {
  addCalendarSpan,
  addSpan,
  CalendarDuration,
  localDate,
  nextLocal,
  parseSpan,
  TimeOfDay,
  Weekday,
} from "#shared/calendar/index.ts";
import { HOUR_MS } from "#shared/kernel/time.ts";
import { Next } from "./names.ts";
import { remainingWait } from "./remaining-wait.ts";
import { defineStep, isQuick, type Visit } from "./step.ts";
import { AroundDate, waitForDate } from "./until-date.ts";

const Time = z.strictObject({
  time: TimeOfDay,
  weekdays: z.optional(z.array(Weekday).check(z.minLength(1), z.maxLength(7))),
});
type Time = z.infer<typeof Time>;

const Wait = z.lazy(() =>
  z
    .strictObject({
      kind: z.literal("wait"),
      for: z.optional(CalendarDuration),
      until: z.optional(
        byKey({ attribute: AroundDate, time: Time }, "`until`", '{"time":"09:00"}'),
      ),
      next: Next,
      otherwise: z.optional(Next),
    })
    .check(
      z.refine((step) => step.for !== undefined || step.until !== undefined, {
        message: "give `for`, `until` or both",
        path: ["for"],
      }),
      z.refine(({ for: span, until }) => !(span && until && "attribute" in until), {
        message: "either `for` or a date: what would the duration count from?",
        path: ["for"],
      }),
      z.refine(({ until, otherwise }) => otherwise === undefined || isDate(until), {
        message: "`otherwise` goes with a date in an attribute only: any other wait ends by itself",
        path: ["otherwise"],
      }),
    ),
);

const isDate = (until: Time | AroundDate | undefined): until is AroundDate =>
  until !== undefined && "attribute" in until;

export const wait = defineStep({
  kind: "wait",
  summary:
    "Waits for a duration, until a local time, or until around the date in an attribute; without such a date, or after it, continues to `otherwise` or ends.",
  schema: Wait,
  waits: true,
  exits: ({ until, next, otherwise = null }) => (isDate(until) ? [next, otherwise] : [next]),
  // A date may be reached or over at once. A time of day comes once a day, a yearly date once a
  // year.
  quickExits: ({ for: span, until, next, otherwise = null }) => {
    if (isDate(until)) return until.every ? [otherwise] : [next, otherwise];
    return !until && isQuick(span!) ? [next] : [];
  },
  conditions: ({ until }) => (isDate(until) ? [{ attribute: until.attribute, exists: true }] : []),
  visit: (step, visit) => {
    const { for: span, until, next, otherwise = null } = step;
    if (isDate(until)) return waitForDate({ next, otherwise }, until, visit);
    const reason = [span, until?.weekdays?.join(","), until?.time].filter(Boolean).join(" ");
    const due = (from: number) =>
      until ? nextTime(span, until, visit, from) : addSpan(from, parseSpan(span!), visit.zone);
    const more = remainingWait(due, visit, until !== undefined);
    return more
      ? { kind: "stay", decision: "wait", reason, ...more }
      : { kind: "go", next, decision: "waited", reason, overAt: due(visit.anchor.at) };
  },
});

/**
 * The next such local time after a span in calendar days. Always later than `from`: a contact who
 * arrives at nine waits for the next nine.
 */
function nextTime(
  span: string | undefined,
  until: Time,
  { zone, run }: Visit,
  from: number,
): number {
  if (span === undefined) return nextLocal(until, zone, from + 1);
  const parsed = parseSpan(span);
  // A late step does not shorten the days after it: else "nine every day" behind a mail that left
  // at 9:05 would become every second day.
  const due = run.dueSince ?? run.arrivedAt;
  const start = parsed.ms === 0 && isOnDay(zone, due, from) ? due : from;
  return nextLocal(until, zone, Math.max(addCalendarSpan(start, parsed, zone), start + 1));
}

/**
 * Whether late work still belongs to the day on which it was due. An hour covers retries, a clock
 * change, and work due at 23:58 done at 00:05; an overnight outage is longer.
 */
const isOnDay = (zone: string, due: number, at: number) =>
  at - due <= HOUR_MS || localDate(due, zone) === localDate(at, zone);
