import * as z from "zod/mini";
import { LookReference, type Reference, WorkReference } from "./reference.ts";

/** References that are due, on `work`. */
export const DueWork = z.object({ due: z.array(WorkReference) });

/** References that are due, on `feedback`. */
export const DueLooks = z.strictObject({ due: z.array(LookReference) });

/** The message of references that are due. */
export const dueMessage = <R extends Reference>(due: R[]): { due: R[] } => ({ due });
