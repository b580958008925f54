import type { ValueChange } from "#shared/audience/contacts/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import type { Attributes } from "#shared/audience/profiles/index.ts";
import type { WebhookRequest } from "#shared/queue/index.ts";

/** What a step asks to be done besides moving on: data, carried out after the decision that it belongs to. */
export type Effect =
  /**
   * Of the person; written together with the decision. An attribute set to null goes. `changes` are
   * those of the attributes that go on from what they are: also from what another sequence makes of
   * them at the same instant.
   */
  | {
      kind: "change";
      attributes: Attributes;
      changes?: Record<string, ValueChange>;
      subscribed?: boolean;
    }
  /** Happens to the person; taken in together with the decision. */
  | { kind: "event"; event: EventRow }
  /** Adds to a row of estimates. */
  | { kind: "tally"; row: string; bucket: string; fields: Record<string, number> }
  /** Is made after the decision; when it or its answer is lost, the run asks again. */
  | { kind: "request"; request: WebhookRequest };
