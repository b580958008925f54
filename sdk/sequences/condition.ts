import type {
  AttributeName,
  ByPath,
  DateText,
  DurationText,
  EntryField,
  EventName,
  EventsOf,
  NameOf,
  SegmentName,
  Vocabulary,
} from "./vocabulary.ts";

/** The JSON value that a test of `V` compares with. */
export type LiteralOf<V> = V extends DateText ? string : V extends object ? never : V;
type Ordered<V> = V extends DateText
  ? string
  : V extends number
    ? number
    : V extends string
      ? string
      : never;
type TextOf<V> = NonNullable<V> extends string ? string : never;
type Part<V> = V extends readonly (infer Item)[] ? Item : V extends string ? string : never;

/** Tests of one value; all of those given must hold. */
export type ValueTestOf<V> = {
  is?: LiteralOf<NonNullable<V>> | null;
  isNot?: LiteralOf<NonNullable<V>> | null;
  in?: LiteralOf<NonNullable<V>>[];
  notIn?: LiteralOf<NonNullable<V>>[];
  gt?: Ordered<NonNullable<V>>;
  gte?: Ordered<NonNullable<V>>;
  lt?: Ordered<NonNullable<V>>;
  lte?: Ordered<NonNullable<V>>;
  contains?: Part<NonNullable<V>>;
  startsWith?: TextOf<V>;
  endsWith?: TextOf<V>;
  exists?: boolean;
  ignoreCase?: boolean;
};

/** Tests of the fields of a trigger's event. */
export type EntryWhereOf<Event> = {
  [Field in keyof ByPath<Event>]?: ValueTestOf<ByPath<Event>[Field]>;
};
/**
 * Tests of the fields of an event; `is` may also name a field of the event that started the run.
 */
export type WhereOf<W extends Vocabulary, Event> = {
  [Field in keyof ByPath<Event>]?: Omit<ValueTestOf<ByPath<Event>[Field]>, "is"> & {
    is?: ValueTestOf<ByPath<Event>[Field]>["is"] | { entry: EntryField<W> };
  };
};

type Span = { gte?: DurationText; lte?: DurationText };
type Dated<V> = NonNullable<V> extends DateText ? { ahead?: Span; ago?: Span } : unknown;
type AttributeTest<W extends Vocabulary> = {
  [Name in AttributeName<W>]: { attribute: Name } & ValueTestOf<W["attributes"][Name]> &
    Dated<W["attributes"][Name]>;
}[AttributeName<W>];

/** Excludes `attribute`, to tell fields from attributes of the same name. */
type ContactFieldTest = { attribute?: never } & (
  | ({ field: "email" | "locale" | "timeZone" } & ValueTestOf<string>)
  | ({ field: "createdAt" } & ValueTestOf<DateText> & Dated<DateText>)
);

type AggregateTest<Event> = { field: NameOf<ByPath<Event>, number> } & Omit<
  ValueTestOf<number>,
  "in" | "notIn" | "contains" | "startsWith" | "endsWith" | "exists" | "ignoreCase" | "is" | "isNot"
> & { is?: number; isNot?: number };
type EventTest<W extends Vocabulary> = {
  [Name in EventName<W>]: {
    event: Name;
    did?: boolean;
    count?: { gte?: number; lte?: number };
    within?: DurationText;
    since?: "entry";
    where?: WhereOf<W, EventsOf<W>[Name]>;
    first?: { ago: Span };
    last?: { ago: Span };
    sum?: AggregateTest<EventsOf<W>[Name]>;
    avg?: AggregateTest<EventsOf<W>[Name]>;
    min?: AggregateTest<EventsOf<W>[Name]>;
    max?: AggregateTest<EventsOf<W>[Name]>;
  };
}[EventName<W>];

/** The condition language, with the names of a workspace. */
export type ConditionOf<W extends Vocabulary> =
  | AttributeTest<W>
  | EventTest<W>
  | ContactFieldTest
  | { segment: SegmentName<W>; is?: boolean }
  | { subscribed: boolean }
  | { suppressed: boolean }
  | { topic: "all"; is?: boolean }
  | { all: ConditionOf<W>[] }
  | { any: ConditionOf<W>[] }
  | { none: ConditionOf<W>[] };
