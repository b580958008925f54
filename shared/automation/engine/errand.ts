import type { EventRow } from "#shared/audience/events/index.ts";
import type { Answer } from "#shared/automation/steps/index.ts";

/** A run for which something was chosen when that version of its sequence was published. */
export type Followed = { sequence: string; entryKey: string; version: number };

/** Everything that a batch brings for one person. */
export type Errand = {
  contact: string;
  events: EventRow[];
  /** Of long ago, told of later: history alone. */
  backfilled: EventRow[];
  answers: Answer[];
  followed: Followed[];
  /** Whether the person is to be looked at whole, with their segments and dates. */
  touched: boolean;
  /** Whether some of it was received before, so that what it may have left undone is done. */
  again: boolean;
};
