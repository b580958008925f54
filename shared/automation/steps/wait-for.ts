import * as z from "zod/mini";
import {
  Condition,
  type ContactEvent,
  decidingValues,
  EventName,
  matchesFields,
  Where,
} from "#shared/audience/conditions/index.ts";
import { comparePositions, type EventPosition, isSince } from "#shared/audience/events/index.ts";
import { addSpan, CalendarDuration, parseSpan } from "#shared/calendar/index.ts";
import { isMessageEvent } from "#shared/messaging/messages/index.ts";
import { countsSince, mailIn } from "./counts-since.ts";
import { evaluateSince } from "./evaluate-since.ts";
import { Next } from "./names.ts";
import { remainingWait } from "./remaining-wait.ts";
import { defineStep, type Next as Ending, isQuick, type Outcome, type Visit } from "./step.ts";

/** One of several events, and where a run goes by it. */
const OneOf = z.strictObject({ event: EventName, where: z.optional(Where), next: Next });

const WaitFor = z.lazy(() =>
  z
    .strictObject({
      kind: z.literal("waitFor"),
      event: z.optional(EventName),
      where: z.optional(Where),
      events: z.optional(z.array(OneOf).check(z.minLength(2), z.maxLength(10))),
      condition: z.optional(Condition),
      timeout: CalendarDuration,
      next: z.optional(Next),
      otherwise: Next,
    })
    .check(
      z.refine((step) => WAYS.filter((way) => step[way] !== undefined).length === 1, {
        message: "give one of `event`, `events` and `condition`",
        path: ["event"],
      }),
      z.refine((step) => step.event !== undefined || step.where === undefined, {
        message: "`where` goes with `event` only; each of `events` has its own",
        path: ["where"],
      }),
      z.refine((step) => step.events !== undefined || step.next !== undefined, {
        message: "say what follows, or null",
        path: ["next"],
      }),
      z.refine((step) => step.events === undefined || step.next === undefined, {
        message: "each of `events` says what follows it",
        path: ["next"],
      }),
    ),
);
type WaitFor = z.infer<typeof WaitFor>;
const WAYS = ["event", "events", "condition"] as const;

/** The events of which the first is waited for, each with what follows. */
const eventsOf = ({ event, where, events = [], next = null }: WaitFor) =>
  event === undefined ? events : [{ event, where, next }];

/** Waits until something happens or holds, or for so long. */
export const waitFor = defineStep({
  kind: "waitFor",
  summary:
    "Waits until something happens, the first of several things does, or something holds; goes on to `otherwise` after the timeout.",
  schema: WaitFor,
  waits: true,
  exits: (step) => [...waysOn(step), step.otherwise],
  quickExits: (step) => [
    // Our own events follow from our own mails, without anybody doing anything; a condition may hold already.
    ...(step.condition ? waysOn(step) : []),
    ...eventsOf(step).flatMap(({ event, next }) => (isMessageEvent(event) ? [next] : [])),
    ...(isQuick(step.timeout) ? [step.otherwise] : []),
  ],
  asks: ({ condition }) => (condition ? [condition] : []),
  awaits: (step) => eventsOf(step).map(({ event, where }) => ({ event, where })),
  visit: (step, visit) =>
    step.condition ? untilHolds(step, step.condition, visit) : untilHappens(step, visit),
});

const waysOn = ({ events, next = null }: WaitFor) => events?.map((one) => one.next) ?? [next];

function untilHappens(step: WaitFor, visit: Visit): Outcome {
  const found = firstOf(step, visit);
  if (found) {
    const { by, next, event: reason } = found;
    return { kind: "go", next, decision: "happened", reason, by };
  }
  const reason = eventsOf(step)
    .map(({ event }) => event)
    .join(", ");
  const more = remainingWait(timeoutOf(step, visit), visit);
  return more
    ? { kind: "stay", decision: "wait-for", reason, ...more }
    : { kind: "go", next: step.otherwise, decision: "timed-out", reason };
}

/**
 * The first that has happened, with what follows it; of one that meets several of the tests, the
 * first of those.
 */
function firstOf(step: WaitFor, visit: Visit) {
  let first: { event: string; next: Ending; by: ContactEvent } | undefined;
  for (const { event, where, next } of eventsOf(step)) {
    const since = countsSince(where, visit.run);
    const by = visit.facts.events(event, since.at).findLast(counts(where, since, visit));
    if (by && (!first || comparePositions(by, first.by) < 0)) first = { event, next, by };
  }
  return first;
}

function untilHolds(step: WaitFor, condition: Condition, visit: Visit): Outcome {
  const { facts, run, asOf } = visit;
  const { matches, until: lookAt } = evaluateSince(condition, facts, run.entry, asOf);
  const seen = decidingValues(condition, facts, asOf);
  if (matches) return { kind: "go", next: step.next ?? null, decision: "holds", saw: seen };
  // What the condition hangs on may move: its next instant is worked out anew each time.
  const more = remainingWait(timeoutOf(step, visit), visit, true);
  if (!more) return { kind: "go", next: step.otherwise, decision: "timed-out", saw: seen };
  return { kind: "stay", decision: "wait-for", saw: seen, ...more, lookAt };
}

const timeoutOf =
  ({ timeout }: WaitFor, { zone }: Visit) =>
  (from: number): number =>
    addSpan(from, parseSpan(timeout), zone);

/**
 * Which happenings count: those since the step was reached, but for those that led there: nothing
 * counts twice. When the filter names a send step of this run (`where: { step: { is } }`), those of
 * that very mail, from its decision on, also before the step was reached.
 */
function counts(
  where: Where | undefined,
  since: EventPosition,
  { run, now, facts: { entry } }: Visit,
): (happening: ContactEvent) => boolean {
  const mail = mailIn(where, run);
  return (happening) => {
    const { at, id, data } = happening;
    const hasLed = at === run.arrivedAt && id !== undefined && isAmong(id, run);
    return (
      at <= now &&
      !hasLed &&
      isSince(happening, since) &&
      (mail === undefined || data.messageId === undefined || data.messageId === mail) &&
      matchesFields(data, where, entry)
    );
  };
}

const isAmong = (id: string, { cause, led }: Visit["run"]) =>
  id === cause?.id || led?.includes(id) === true;
