import type { EventRow } from "#shared/audience/events/index.ts";
import type { Migration, WebhookResult } from "#shared/queue/index.ts";

/** Everything that a batch brings for one contact. */
export type ContactWork = {
  contact: string;
  events: EventRow[];
  /** Events of long ago that were sent late: history alone. */
  backfilled: EventRow[];
  answers: WebhookResult[];
  migrations: Migration[];
  /** Whether memberships and dates are evaluated even without news. */
  reevaluate: boolean;
  /** Whether some of it was received before, so that what it may have left undone is done. */
  again: boolean;
};
