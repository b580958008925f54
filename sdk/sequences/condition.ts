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

/** What may stand in a test of such a value. */
export type Written<V> = V extends DateText ? string : V extends object ? never : V;
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
  is?: Written<NonNullable<V>> | null;
  isNot?: Written<NonNullable<V>> | null;
  in?: Written<NonNullable<V>>[];
  notIn?: Written<NonNullable<V>>[];
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

/** Tests of the fields of an event that lets people in. */
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

/** Told apart from attributes of the same names. */
type ContactFieldTest = { attribute?: never } & (
  | ({ field: "email" | "locale" | "timeZone" } & ValueTestOf<string>)
  | ({ field: "createdAt" } & ValueTestOf<DateText> & Dated<DateText>)
);

type Figure<Event> = { field: NameOf<ByPath<Event>, number> } & Omit<
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
    sum?: Figure<EventsOf<W>[Name]>;
    avg?: Figure<EventsOf<W>[Name]>;
    min?: Figure<EventsOf<W>[Name]>;
    max?: Figure<EventsOf<W>[Name]>;
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
