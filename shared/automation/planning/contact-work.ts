import type { EventRow } from "#shared/audience/events/index.ts";
import type { MigratingRun, Removal, WebhookResult } from "#shared/queue/index.ts";

/** All work of a batch for one contact. */
export type ContactWork = {
  contact: string;
  events: EventRow[];
  /** Late historical events, which only memberships read. */
  backfilled: EventRow[];
  answers: WebhookResult[];
  migrations: MigratingRun[];
  /** Runs to end by request. */
  removals: Removal[];
  /** Whether to evaluate memberships and dates even without events. */
  reevaluate: boolean;
  /** Whether a message was delivered before, so that lost work must be repeated. */
  again: boolean;
};
