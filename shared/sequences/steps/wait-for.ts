import * as z from "zod/mini";
import { addSpan, CalendarDuration, parseSpan } from "#shared/calendar/index.ts";
import {
  Condition,
  EventName,
  type Happening,
  matchesFields,
  saw,
  Where,
} from "#shared/conditions/index.ts";
import { parseMessageId } from "#shared/kernel/ids.ts";
import { isMessageEvent, isSince } from "#shared/people/index.ts";
import { evaluateSince } from "../evaluate-since.ts";
import { stillPassing } from "../let-pass.ts";
import { Next } from "../names.ts";
import { defineStep, isQuick, type Outcome, type Visit } from "../step.ts";

const WaitFor = z.lazy(() =>
  z
    .strictObject({
      kind: z.literal("waitFor"),
      event: z.optional(EventName),
      where: z.optional(Where),
      condition: z.optional(Condition),
      timeout: CalendarDuration,
      next: Next,
      otherwise: Next,
    })
    .check(
      z.refine((step) => (step.event === undefined) !== (step.condition === undefined), {
        message: "give either `event` or `condition`",
        path: ["event"],
      }),
      z.refine((step) => step.condition === undefined || step.where === undefined, {
        message: "`where` goes with `event` only",
        path: ["where"],
      }),
    ),
);
type WaitFor = z.infer<typeof WaitFor>;

/** Waits until something happens or holds, or for so long. */
export const waitFor = defineStep({
  kind: "waitFor",
  summary: "Waits until something happens or holds; goes on to `otherwise` after the timeout.",
  schema: WaitFor,
  waits: true,
  exits: (step) => [step.next, step.otherwise],
  quickExits: ({ event, timeout, next, otherwise }) => [
    // Our own events follow from our own mails, without anybody doing anything; a condition may hold already.
    ...(event === undefined || isMessageEvent(event) ? [next] : []),
    ...(isQuick(timeout) ? [otherwise] : []),
  ],
  asks: ({ condition }) => (condition ? [condition] : []),
  awaits: ({ event, where }) => (event === undefined ? [] : [{ event, where }]),
  visit: (step, visit) =>
    step.condition ? untilHolds(step, step.condition, visit) : untilHappens(step, visit),
});

function untilHappens(step: WaitFor, visit: Visit): Outcome {
  const reason = step.event!;
  const by = visit.facts.events(reason).findLast(counts(step, visit));
  if (by) return { kind: "go", next: step.next, decision: "happened", reason, by };
  const more = stillPassing(timeoutOf(step, visit), visit);
  return more
    ? { kind: "stay", decision: "wait-for", reason, ...more }
    : { kind: "go", next: step.otherwise, decision: "timed-out", reason };
}

function untilHolds(step: WaitFor, condition: Condition, visit: Visit): Outcome {
  const { facts, run, asOf } = visit;
  const { matches, until: lookAt } = evaluateSince(condition, facts, run.entry, asOf);
  const seen = saw(condition, facts, asOf);
  if (matches) return { kind: "go", next: step.next, decision: "holds", saw: seen };
  // What the condition hangs on may move: its next instant is worked out anew each time.
  const more = stillPassing(timeoutOf(step, visit), visit, true);
  if (!more) return { kind: "go", next: step.otherwise, decision: "timed-out", saw: seen };
  return { kind: "stay", decision: "wait-for", saw: seen, ...more, lookAt };
}

const timeoutOf =
  ({ timeout }: WaitFor, { zone }: Visit) =>
  (from: number): number =>
    addSpan(from, parseSpan(timeout), zone);

/**
 * Which happenings count: those since the step was reached, but for the one that led there: nothing counts twice. When the
 * filter names a send step of this run (`where: { step: { is } }`), those of that very mail, from its decision on, also before
 * the step was reached.
 */
function counts(
  step: WaitFor,
  { run, now, facts: { entry } }: Visit,
): (happening: Happening) => boolean {
  const named = step.where?.step?.is;
  const mail = typeof named === "string" ? run.sends[named] : undefined;
  const since =
    mail === undefined ? { at: run.arrivedAt, ...run.cause } : { at: parseMessageId(mail).bornAt };
  return (happening) => {
    const { at, data } = happening;
    return (
      at <= now &&
      isSince(happening, since) &&
      (mail === undefined || data.messageId === undefined || data.messageId === mail) &&
      matchesFields(data, step.where, entry)
    );
  };
}
