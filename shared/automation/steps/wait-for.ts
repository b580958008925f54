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
import { countsSince, mailNamedBy } from "./counts-since.ts";
import { evaluateSince } from "./evaluate-since.ts";
import { Next } from "./names.ts";
import { remainingWait } from "./remaining-wait.ts";
import { defineStep, type Next as Ending, isQuick, type Outcome, type Visit } from "./step.ts";

/** One of several awaited events, and its next step. */
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
      z.refine((step) => FORMS.filter((form) => step[form] !== undefined).length === 1, {
        message: "give one of `event`, `events` and `condition`",
        path: ["event"],
      }),
      z.refine((step) => step.event !== undefined || step.where === undefined, {
        message: "`where` goes with `event` only; each of `events` has its own",
        path: ["where"],
      }),
      z.refine((step) => step.events !== undefined || step.next !== undefined, {
        message: "name the next step, or null to end the run",
        path: ["next"],
      }),
      z.refine((step) => step.events === undefined || step.next === undefined, {
        message: "each of `events` has its own",
        path: ["next"],
      }),
    ),
);
type WaitFor = z.infer<typeof WaitFor>;
const FORMS = ["event", "events", "condition"] as const;

/** The awaited events with their next steps; the first to happen counts. */
const eventsOf = ({ event, where, events = [], next = null }: WaitFor) =>
  event === undefined ? events : [{ event, where, next }];

export const waitFor = defineStep({
  kind: "waitFor",
  summary:
    "Waits for an event, for the first of several, or until a condition holds; continues to `otherwise` after the timeout.",
  schema: WaitFor,
  waits: true,
  exits: (step) => [...branchesOf(step), step.otherwise],
  quickExits: (step) => [
    // Message events may follow our own mails by themselves, and a condition may hold already.
    ...(step.condition ? branchesOf(step) : []),
    ...eventsOf(step).flatMap(({ event, next }) => (isMessageEvent(event) ? [next] : [])),
    ...(isQuick(step.timeout) ? [step.otherwise] : []),
  ],
  conditions: ({ condition }) => (condition ? [condition] : []),
  awaits: (step) => eventsOf(step).map(({ event, where }) => ({ event, where })),
  visit: (step, visit) =>
    step.condition ? untilHolds(step, step.condition, visit) : untilHappens(step, visit),
});

const branchesOf = ({ events, next = null }: WaitFor) => events?.map((one) => one.next) ?? [next];

function untilHappens(step: WaitFor, visit: Visit): Outcome {
  const found = findFirst(step, visit);
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
 * The first awaited event that happened, and its next step. If it matches several tests, the first
 * of them counts.
 */
function findFirst(step: WaitFor, visit: Visit) {
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
  const evidence = decidingValues(condition, facts, asOf);
  if (matches) return { kind: "go", next: step.next ?? null, decision: "holds", saw: evidence };
  // The timeout is computed anew: the mail that it counts from may move it.
  const more = remainingWait(timeoutOf(step, visit), visit, true);
  if (!more) return { kind: "go", next: step.otherwise, decision: "timed-out", saw: evidence };
  return { kind: "stay", decision: "wait-for", saw: evidence, ...more, lookAt };
}

const timeoutOf =
  ({ timeout }: WaitFor, { zone }: Visit) =>
  (from: number): number =>
    addSpan(from, parseSpan(timeout), zone);

/**
 * Which events count: those since the step was reached, except those that led to it, so that
 * nothing counts twice. If the filter names a send step of this run (`where: { step: { is } }`),
 * those of that very mail since it was decided, also before the step was reached.
 */
function counts(
  where: Where | undefined,
  since: EventPosition,
  { run, now, facts: { entry } }: Visit,
): (event: ContactEvent) => boolean {
  const mail = mailNamedBy(where, run);
  return (event) => {
    const { at, id, data } = event;
    const isCause = at === run.arrivedAt && id !== undefined && isAmong(id, run);
    return (
      at <= now &&
      !isCause &&
      isSince(event, since) &&
      (mail === undefined || data.messageId === undefined || data.messageId === mail) &&
      matchesFields(data, where, entry)
    );
  };
}

const isAmong = (id: string, { cause, led }: Visit["run"]) =>
  id === cause?.id || led?.includes(id) === true;
