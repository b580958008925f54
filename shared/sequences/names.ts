import * as z from "zod/mini";
import { NAME } from "#shared/kernel/ids.ts";

export const StepName = z
  .string()
  .check(z.regex(NAME, "lower-case letters, digits and - (at most 64)"));
export const Next = z.nullable(StepName);
