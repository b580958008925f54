import * as z from "zod";
import { defineStep } from "../step.ts";

const Exit = z.strictObject({ kind: z.literal("exit"), reason: z.string().max(100).optional() });

/** Ends the run, and with it every mail of it that has not begun. */
export const exit = defineStep({
  kind: "exit",
  schema: Exit,
  waits: false,
  exits: () => [null],
  quickExits: () => [],
  visit: (step) => ({ kind: "exit", reason: step.reason ?? "exit step" }),
});
