import * as z from "zod/mini";
import { NAME, NAME_RULE } from "#shared/kernel/ids.ts";

export const StepName = z.string().check(z.regex(NAME, NAME_RULE));

const MISSING = "is missing: say which step follows, or null for the end";
const Following = z
  .string({ error: ({ input }) => (input === undefined ? MISSING : undefined) })
  .check(z.regex(NAME, NAME_RULE));
/** The step that follows; null ends the run. */
export const Next = z.nullable(Following);
