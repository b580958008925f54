import * as z from "zod";
import { NAME } from "#shared/kernel/ids.ts";

export const StepName = z.string().regex(NAME, "lower-case letters, digits and - (at most 64)");
export const Next = StepName.nullable();
