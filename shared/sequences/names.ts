import * as z from "zod/mini";
import { NAME, NAME_RULE } from "#shared/kernel/ids.ts";

export const StepName = z.string().check(z.regex(NAME, NAME_RULE));
export const Next = z.nullable(StepName);
