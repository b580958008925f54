import * as z from "zod/mini";
import { ReconcileReference, type Reference, WorkReference } from "./reference.ts";

/** References that are due, on `work`. */
export const DueWork = z.object({ due: z.array(WorkReference) });

/** References that are due, on `feedback`. */
export const DueReconciles = z.strictObject({ due: z.array(ReconcileReference) });

/** The message of references that are due. */
export const dueMessage = <R extends Reference>(due: R[]): { due: R[] } => ({ due });
