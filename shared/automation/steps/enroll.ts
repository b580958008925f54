import * as z from "zod/mini";
import { ENROLLED } from "#shared/audience/events/index.ts";
import { emitEvent } from "./emit-event.ts";
import { Next, StepName } from "./names.ts";
import { defineStep } from "./step.ts";
import { lookUp, Values } from "./values.ts";

const Enroll = z.lazy(() =>
  z.strictObject({
    kind: z.literal("enroll"),
    sequence: StepName,
    data: z.optional(Values),
    next: Next,
  }),
);

export const enroll = defineStep({
  kind: "enroll",
  summary: "Enrolls the contact in another sequence that has the trigger `api`.",
  schema: Enroll,
  waits: false,
  exits: ({ next }) => [next],
  quickExits: ({ next }) => [next],
  values: ({ data = {} }) => data,
  visit: ({ sequence, data = {}, next }, visit) => {
    const given = { ...lookUp(data, visit), sequence };
    const outcome = emitEvent(visit, { name: ENROLLED, data: given, next, decision: "enrolled" });
    return outcome.kind === "go" && outcome.effects ? { ...outcome, reason: sequence } : outcome;
  },
});
