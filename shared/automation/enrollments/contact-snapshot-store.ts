import { readSnapshot, type Snapshot } from "#shared/messaging/snapshot/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import type { Enrollment } from "./enrollment.ts";

/** A contact with all that a decision about its runs needs, read in one query. */
export type ContactSnapshot = Snapshot<Enrollment>;

/** The person with its whole enrollments (see {@link readSnapshot}). */
export const readContactSnapshot = (
  world: { table: TableReader<"people"> },
  contact: string,
  now: number,
  more: string[] = [],
): Promise<ContactSnapshot> => readSnapshot<Enrollment>(world, contact, now, more);
