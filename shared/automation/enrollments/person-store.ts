import { readSnapshot, type Snapshot } from "#shared/messaging/snapshot/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import type { Enrollment } from "./enrollment.ts";

/** A contact with all that a decision about its runs needs, read in one query. */
export type Person = Snapshot<Enrollment>;

/** The person with its whole enrollments (see {@link readSnapshot}). */
export const readPerson = (
  world: { table: TableReader<"people"> },
  contact: string,
  now: number,
  more: string[] = [],
): Promise<Person> => readSnapshot<Enrollment>(world, contact, now, more);
