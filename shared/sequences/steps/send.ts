import * as z from "zod/mini";
import { Next, StepName } from "../names.ts";
import { defineStep } from "../step.ts";

const Send = z.lazy(() =>
  z.strictObject({ kind: z.literal("send"), template: StepName, next: Next }),
);

/** Decides a mail and goes on at once; what follows counts its time from when the mail really left. */
export const send = defineStep({
  kind: "send",
  schema: Send,
  waits: false,
  exits: (step) => [step.next],
  quickExits: (step) => [step.next],
  templates: (step) => [step.template],
  visit: (step) => ({ kind: "send", template: step.template, next: step.next }),
});
