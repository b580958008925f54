import * as z from "zod/mini";
import {
  addSpan,
  CalendarDuration,
  instantAround,
  nextLocal,
  parseSpan,
  SignedDuration,
  TimeOfDay,
  Weekday,
} from "#shared/calendar/index.ts";
import { byKey } from "#shared/conditions/index.ts";
import { own } from "#shared/kernel/own.ts";
import { stillPassing } from "../let-pass.ts";
import { Next } from "../names.ts";
import { defineStep, isQuick, type Visit } from "../step.ts";

const Time = z.strictObject({
  time: TimeOfDay,
  weekdays: z.optional(z.array(Weekday).check(z.minLength(1), z.maxLength(7))),
});
const AroundDate = z.strictObject({
  attribute: z.string().check(z.minLength(1), z.maxLength(100)),
  offset: z.optional(SignedDuration),
  time: z.optional(TimeOfDay),
});

const Wait = z.lazy(() =>
  z
    .strictObject({
      kind: z.literal("wait"),
      for: z.optional(CalendarDuration),
      until: z.optional(
        byKey({ attribute: AroundDate, time: Time }, "`until`", '{"time":"09:00"}'),
      ),
      next: Next,
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
    ),
);
type Wait = z.infer<typeof Wait>;

/** Lets time pass: a duration, until a local time, or until around a date that an attribute holds. */
export const wait = defineStep({
  kind: "wait",
  summary:
    "Lets time pass: a duration, until a local time, or until around a date that an attribute holds.",
  schema: Wait,
  waits: true,
  exits: (step) => [step.next],
  // A date may be over already; a time of day comes round once a day.
  quickExits: ({ for: span, until, next }) =>
    (until ? "attribute" in until : isQuick(span!)) ? [next] : [],
  asks: ({ until }) =>
    until && "attribute" in until ? [{ attribute: until.attribute, exists: true }] : [],
  visit: (step, visit) => {
    const reason = describe(step);
    const due = dueAfter(step, visit);
    if (!due) {
      return { kind: "go", next: step.next, decision: "waited", reason: `${reason}: no such date` };
    }
    const more = stillPassing(due, visit, step.until !== undefined);
    return more
      ? { kind: "stay", decision: "wait", reason, ...more }
      : { kind: "go", next: step.next, decision: "waited", reason };
  },
});

/** When its time is over, counted from an instant; undefined where it is to wait for a date that is not there. */
function dueAfter(
  { for: span, until }: Wait,
  { facts, zone }: Visit,
): ((from: number) => number) | undefined {
  if (until && "attribute" in until) {
    const { attribute, ...around } = until;
    const at = instantAround(own(facts.attributes, attribute), zone, around);
    return at === undefined ? undefined : () => at;
  }
  return (from) => {
    const after = span === undefined ? from : addSpan(from, parseSpan(span), zone);
    // Later than now in any case: who comes at nine waits for the next nine.
    return until ? nextLocal(until, zone, Math.max(after, from + 1)) : after;
  };
}

function describe({ for: span, until }: Wait): string {
  if (!until) return span!;
  if ("attribute" in until) {
    const { attribute, offset, time } = until;
    return [attribute, offset, time].filter(Boolean).join(" ");
  }
  return [span, until.weekdays?.join(","), until.time].filter(Boolean).join(" ");
}
