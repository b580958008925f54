import * as z from "zod/mini";
import {
  Duration,
  EventName,
  type Happening,
  matchesFields,
  Where,
} from "#shared/conditions/index.ts";
import { parseMessageId } from "#shared/kernel/ids.ts";
import { type Enrollment, isMessageEvent } from "#shared/people/index.ts";
import { stillPassing } from "../let-pass.ts";
import { Next } from "../names.ts";
import { defineStep, isQuick } from "../step.ts";

const WaitFor = z.lazy(() =>
  z.strictObject({
    kind: z.literal("waitFor"),
    event: EventName,
    where: z.optional(Where),
    timeout: Duration,
    next: Next,
    otherwise: Next,
  }),
);
type WaitFor = z.infer<typeof WaitFor>;

/** Waits until something happens, or for so long. */
export const waitFor = defineStep({
  kind: "waitFor",
  schema: WaitFor,
  waits: true,
  exits: (step) => [step.next, step.otherwise],
  quickExits: (step) => [
    // Our own events follow from our own mails, without anybody doing anything.
    ...(isMessageEvent(step.event) ? [step.next] : []),
    ...(isQuick(step.timeout) ? [step.otherwise] : []),
  ],
  events: (step) => [step.event],
  visit: (step, visit) => {
    const { event: reason } = step;
    if (visit.facts.events(step.event).some(counts(step, visit.run))) {
      return { kind: "go", next: step.next, decision: "happened", reason };
    }
    const more = stillPassing(step.timeout, visit);
    return more
      ? { kind: "stay", decision: "wait-for", reason, ...more }
      : { kind: "go", next: step.otherwise, decision: "timed-out", reason };
  },
});

/**
 * Which happenings count: those since the step was reached. When the filter names a send step of this run
 * (`where: { step: { is } }`), those of that very mail, from its decision on, also before the step was reached.
 */
function counts(step: WaitFor, run: Enrollment): (happening: Happening) => boolean {
  const named = step.where?.step?.is;
  const mail = typeof named === "string" ? run.sends[named] : undefined;
  const since = mail === undefined ? run.arrivedAt : parseMessageId(mail).bornAt;
  return ({ at, data }) =>
    at >= since &&
    (mail === undefined || data.messageId === undefined || data.messageId === mail) &&
    matchesFields(data, step.where);
}
