import type { ContactField } from "#shared/audience/conditions/index.ts";
import type { Weekday } from "#shared/calendar/index.ts";
import type { ConditionOf, LiteralOf, WhereOf } from "./condition.ts";
import type {
  AttributeName,
  DateName,
  DateText,
  DurationText,
  EntryField,
  EventName,
  EventsOf,
  NameOf,
  SequenceName,
  SignedDurationText,
  TemplateName,
  TimeText,
  Vocabulary,
} from "./vocabulary.ts";

type Scalar = string | number | boolean | null;
type Value<W extends Vocabulary> =
  | Scalar
  | { event: EntryField<W> }
  | { attribute: AttributeName<W> }
  | { field: ContactField }
  | Clock;
/** The instant at which a step is reached, or its local date, with an optional offset. */
type Clock = { now: true | SignedDurationText } | { today: true | SignedDurationText };
type Values<W extends Vocabulary> = { [name: string]: Value<W> };
/** A value of type `V`, or where to look one up. */
type ValueOrLookup<W extends Vocabulary, V> =
  | LiteralOf<NonNullable<V>>
  | { event: EntryField<W> }
  | { attribute: NameOf<W["attributes"], NonNullable<V>> }
  | (string extends NonNullable<V> ? { field: ContactField } | Clock : never)
  | (DateText extends NonNullable<V> ? Clock : never);
/** How a stored value changes. */
type ChangeOf<W extends Vocabulary, V> =
  NonNullable<V> extends number
    ? { add: ValueOrLookup<W, number> }
    : NonNullable<V> extends readonly string[]
      ? { append: ValueOrLookup<W, string> } | { remove: ValueOrLookup<W, string> }
      : never;

type Send<W extends Vocabulary, Next> = { kind: "send"; template: TemplateName<W>; next: Next };

type Time = { time: TimeText; weekdays?: Weekday[] };
type AroundDate<W extends Vocabulary> = {
  attribute: DateName<W>;
  offset?: SignedDurationText;
  time?: TimeText;
  every?: "year";
};
type Wait<W extends Vocabulary, Next> = { kind: "wait"; next: Next } & (
  | { for: DurationText; until?: Time; otherwise?: never }
  | { for?: never; until: Time; otherwise?: never }
  | { for?: never; until: AroundDate<W>; otherwise?: Next }
);

/** Narrows `step` to this sequence's steps. */
type FromStep<Event, Step> = "step" extends keyof Event
  ? Omit<Event, "step"> & { step?: Step }
  : Event;
type WaitFor<W extends Vocabulary, Step> = {
  kind: "waitFor";
  timeout: DurationText;
  otherwise: Step | null;
} & (
  | (Awaited<W, Step> & { next: Step | null; condition?: never; events?: never })
  | { condition: ConditionOf<W>; next: Step | null; event?: never; where?: never; events?: never }
  | {
      events: (Awaited<W, Step> & { next: Step | null })[];
      event?: never;
      where?: never;
      condition?: never;
      next?: never;
    }
);
type Awaited<W extends Vocabulary, Step> = {
  [Name in EventName<W>]: {
    event: Name;
    where?: WhereOf<W, FromStep<EventsOf<W>[Name], Step>>;
  };
}[EventName<W>];

type Branch<W extends Vocabulary, Next> = {
  kind: "branch";
  cases: { when: ConditionOf<W>; next: Next }[];
  otherwise: Next;
};
type Split<Next> = { kind: "split"; ways: { weight?: number; next: Next }[] };
type Experiment<W extends Vocabulary, Next> = {
  kind: "experiment";
  variants: { name: string; weight?: number; next: Next }[];
  metric: {
    [Name in EventName<W>]: {
      event: Name;
      where?: WhereOf<W, EventsOf<W>[Name]>;
      within: DurationText;
    };
  }[EventName<W>];
  sample?: number;
};

type Update<W extends Vocabulary, Next> = {
  kind: "update";
  set?: {
    [Name in AttributeName<W>]?:
      | ValueOrLookup<W, W["attributes"][Name]>
      | ChangeOf<W, W["attributes"][Name]>
      | null;
  };
  subscribed?: boolean;
  next: Next;
};
type Emit<W extends Vocabulary, Next> = {
  [Name in keyof W["events"] & string]: { kind: "emit"; event: Name; next: Next } & DataOf<
    W,
    W["events"][Name]
  >;
}[keyof W["events"] & string];
/** An event's data; optional when all its fields are. */
type DataOf<W extends Vocabulary, Event> =
  NoFieldsNeeded<Event> extends true ? { data?: FieldsOf<W, Event> } : { data: FieldsOf<W, Event> };
type NoFieldsNeeded<Event> = Partial<Event> extends Event ? true : false;
type FieldsOf<W extends Vocabulary, Event> = {
  [Field in keyof Event]: ValueOrLookup<W, Event[Field]>;
};

type Webhook<W extends Vocabulary, Next> = {
  kind: "webhook";
  url: string;
  body?: Values<W>;
  map?: { [Name in AttributeName<W>]?: string };
  timeout?: DurationText;
  attempts?: number;
  next: Next;
  otherwise?: Next;
};
type Notify<W extends Vocabulary, Next> = { kind: "notify"; attempts?: number; next: Next } & (
  | { email: string; template: TemplateName<W>; url?: never; text?: never }
  | { url: string; text: string; email?: never; template?: never }
);
type Enroll<W extends Vocabulary, Next> = {
  kind: "enroll";
  sequence: SequenceName<W>;
  data?: Values<W>;
  next: Next;
};
type Exit = { kind: "exit"; reason?: string };

/** Every kind of step, with the names of a workspace and of the sequence's own steps. */
export type StepOf<W extends Vocabulary, Step extends string> =
  | Send<W, Step | null>
  | Wait<W, Step | null>
  | WaitFor<W, Step>
  | Branch<W, Step | null>
  | Split<Step | null>
  | Experiment<W, Step | null>
  | Update<W, Step | null>
  | Emit<W, Step | null>
  | Webhook<W, Step | null>
  | Notify<W, Step | null>
  | Enroll<W, Step | null>
  | Exit;
