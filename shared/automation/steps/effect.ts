import type { ValueChange } from "#shared/audience/contacts/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import type { Attribute, Attributes } from "#shared/audience/profiles/index.ts";

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
  | { kind: "request"; request: Request };

/** Which visit of which run made a request: its answer is for no other. */
export type Asker = {
  contact: string;
  sequence: string;
  entryKey: string;
  run: string;
  step: string;
  visit: number;
};

/** A signed HTTP POST. Its id is the same for every attempt, so that the receiver can tell a repetition. */
export type Request = {
  id: string;
  url: string;
  body: string;
  timeoutMs: number;
  attempt: number;
  asker: Asker;
  /** Attribute → where its value stands in the JSON response (`data.score`). */
  map?: Record<string, string>;
};

/** What became of a request. */
export type Answer = {
  asker: Asker;
  attempt: number;
  /** `retry` may go well another time; `refused` will not. */
  outcome: "ok" | "retry" | "refused";
  /** The HTTP status, or what went wrong in a word. */
  status: string;
  attributes?: Record<string, Attribute>;
};
