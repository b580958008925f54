import * as z from "zod/mini";
import { NAME, NAME_RULE } from "#shared/kernel/ids.ts";

export const StepName = z.string().check(z.regex(NAME, NAME_RULE));

const MISSING = "is missing: name the next step, or null to end the run";
const Following = z
  .string({ error: ({ input }) => (input === undefined ? MISSING : undefined) })
  .check(z.regex(NAME, NAME_RULE));
/** The next step; null ends the run. */
export const Next = z.nullable(Following);
