import * as z from "zod";
import {
  Duration,
  EventName,
  type Happening,
  matchesFields,
  Where,
} from "#shared/conditions/index.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import { parseMessageId } from "#shared/kernel/ids.ts";
import { type Enrollment, isMessageEvent } from "#shared/people/index.ts";
import { Next } from "../names.ts";
import { armedUntil, defineStep, isQuick } from "../step.ts";

const WaitFor = z.strictObject({
  kind: z.literal("waitFor"),
  event: EventName,
  where: Where.optional(),
  timeout: Duration,
  next: Next,
  otherwise: Next,
});
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
  visit: (step, { now, run, facts, base }) => {
    if (facts.events(step.event).some(counts(step, run))) {
      return { kind: "go", next: step.next, decision: "happened", reason: step.event };
    }
    const until = armedUntil(run, now) ?? base.at + parseDuration(step.timeout);
    if (now < until) return { kind: "stay", until, decision: "wait-for", reason: step.event };
    if (!base.settled)
      return {
        kind: "stay",
        until: base.until,
        decision: "wait-for",
        reason: "the mail before is on its way",
      };
    return { kind: "go", next: step.otherwise, decision: "timed-out", reason: step.event };
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
