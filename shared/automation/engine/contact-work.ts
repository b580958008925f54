import type { EventRow } from "#shared/audience/events/index.ts";
import type { Answer } from "#shared/automation/steps/index.ts";

/** A run for which something was chosen when that version of its sequence was published. */
export type Migration = { sequence: string; entryKey: string; version: number };

/** Everything that a batch brings for one contact. */
export type ContactWork = {
  contact: string;
  events: EventRow[];
  /** Events of long ago that were sent late: history alone. */
  backfilled: EventRow[];
  answers: Answer[];
  migrations: Migration[];
  /** Whether memberships and dates are evaluated even without news. */
  reevaluate: boolean;
  /** Whether some of it was received before, so that what it may have left undone is done. */
  again: boolean;
};
