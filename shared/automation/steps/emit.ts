import * as z from "zod/mini";
import { IncomingName } from "#shared/audience/intake/index.ts";
import { emitEvent } from "./emit-event.ts";
import { Next } from "./names.ts";
import { defineStep } from "./step.ts";
import { lookUp, Values } from "./values.ts";

const Emit = z.lazy(() =>
  z.strictObject({
    kind: z.literal("emit"),
    event: IncomingName,
    data: z.optional(Values),
    next: Next,
  }),
);

export const emit = defineStep({
  kind: "emit",
  summary: "Emits an event of the contact, as if it had been posted.",
  schema: Emit,
  waits: false,
  exits: ({ next }) => [next],
  quickExits: ({ next }) => [next],
  values: ({ data = {} }) => data,
  visit: ({ event, data = {}, next }, visit) =>
    emitEvent(visit, { name: event, data: lookUp(data, visit), next, decision: "emitted" }),
});
