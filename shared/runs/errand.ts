import type { EventRow } from "#shared/people/index.ts";
import type { Answer } from "#shared/sequences/index.ts";

/** Everything that a batch brings for one person. */
export type Errand = {
  contact: string;
  events: EventRow[];
  answers: Answer[];
  /** Whether the person is to be looked at whole, with their segments and dates. */
  touched: boolean;
  /** Whether some of it was received before, so that what it may have left undone is done. */
  again: boolean;
};
