import { readSnapshot, type Snapshot } from "#shared/messaging/snapshot/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import type { Enrollment } from "./enrollment.ts";

/** All that a decision about a contact's runs reads, in one query. */
export type ContactSnapshot = Snapshot<Enrollment>;

/** The contact with its complete enrollments (see {@link readSnapshot}). */
export const readContactSnapshot = (
  world: { table: TableReader<"people"> },
  contact: string,
  now: number,
  more: string[] = [],
): Promise<ContactSnapshot> => readSnapshot<Enrollment>(world, contact, now, more);
