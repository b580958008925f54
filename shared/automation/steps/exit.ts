import * as z from "zod/mini";
import { defineStep } from "./step.ts";

const Exit = z.lazy(() =>
  z.strictObject({
    kind: z.literal("exit"),
    reason: z.optional(z.string().check(z.maxLength(100))),
  }),
);

export const exit = defineStep({
  kind: "exit",
  summary: "Ends the run and drops its mails that have not begun to leave.",
  schema: Exit,
  waits: false,
  exits: () => [null],
  quickExits: () => [],
  visit: (step) => ({ kind: "exit", reason: step.reason ?? "exit step" }),
});
