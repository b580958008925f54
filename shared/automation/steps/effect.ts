import type { ValueChange } from "#shared/audience/contacts/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import type { Attributes } from "#shared/audience/profiles/index.ts";
import type { WebhookRequest } from "#shared/queue/index.ts";

/**
 * A side effect of a step, as data: carried out together with, or after, the decision it is part
 * of.
 */
export type Effect =
  /**
   * Changes the contact, in the write of the decision. A null attribute is removed. `changes` are
   * relative: they apply to whatever another sequence wrote at the same instant.
   */
  | {
      kind: "change";
      attributes: Attributes;
      changes?: Record<string, ValueChange>;
      subscribed?: boolean;
    }
  /** An event of the contact, recorded with the decision. */
  | { kind: "event"; event: EventRow }
  /** Adds to a row of estimated counts. */
  | { kind: "tally"; row: string; bucket: string; fields: Record<string, number> }
  /** An HTTP request, made after the decision; the run retries when it or its result is lost. */
  | { kind: "request"; request: WebhookRequest };
