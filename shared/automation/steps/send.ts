import * as z from "zod/mini";
import { sendWindow, zoneOf } from "#shared/calendar/index.ts";
import { Next, StepName } from "./names.ts";
import { defineStep } from "./step.ts";

const Send = z.lazy(() =>
  z.strictObject({ kind: z.literal("send"), template: StepName, next: Next }),
);

/**
 * Holds outside send times, else decides the mail and continues at once. What follows counts its
 * time from when the mail left.
 */
export const send = defineStep({
  kind: "send",
  summary: "Mails a template, as soon as mails of this sequence may leave.",
  schema: Send,
  waits: false,
  exits: (step) => [step.next],
  quickExits: (step) => [step.next],
  templates: (step) => [step.template],
  visit: (step, { rules, facts, now, clock }) => {
    const { template, next } = step;
    if (!rules) return { kind: "send", template, next };
    const openAt = (from: number) =>
      sendWindow(rules, zoneOf(rules.zone, facts.zone), from) ?? from;
    const at = openAt(clock);
    if (at > clock) {
      return { kind: "stay", until: at, decision: "hold", reason: "outside send times" };
    }
    return { kind: "send", template, next, dueAt: openAt(now) };
  },
});
