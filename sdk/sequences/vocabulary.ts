import type * as z from "zod/mini";
import type { EVENTS } from "#events/index.ts";

/**
 * The names that a workspace uses. Contact `attributes` and fields of `events` are declared by
 * type: strings (or a union of literals), numbers, booleans, string lists, `DateText`.
 */
export type Vocabulary = {
  attributes: object;
  events: { [name: string]: object };
  /** Any name is allowed where these are left out. */
  templates?: string;
  segments?: string;
  sequences?: string;
};

declare const holdsDate: unique symbol;
/**
 * A string with a date or an instant: `2026-03-01`, `2026-03-01T09:00:00` (local) or
 * `2026-03-01T09:00:00Z`.
 */
export type DateText = string & { readonly [holdsDate]: true };
/** For an event without data. */
export type NoFields = Record<never, never>;

/** Dripstack's own events, with their fields that hold single values. */
type OwnEvents = {
  [E in (typeof EVENTS)[number] as E["name"]]: SingleValues<z.infer<E["data"]>>;
};
type SingleValues<Data> = {
  [F in keyof Data as string extends F
    ? never
    : NonNullable<Data[F]> extends string | boolean
      ? F
      : never]: Data[F];
};

export type EventsOf<W extends Vocabulary> = W["events"] & OwnEvents;
export type EventName<W extends Vocabulary> = keyof EventsOf<W> & string;
export type AttributeName<W extends Vocabulary> = keyof W["attributes"] & string;
/** Attributes that hold dates. */
export type DateName<W extends Vocabulary> = NameOf<W["attributes"], DateText>;
/** Fields of any event of the workspace: which event starts a run is only known then. */
export type EntryField<W extends Vocabulary> = FieldName<W["events"][keyof W["events"]]>;
type FieldName<Event> = Event extends unknown ? PathOf<Event> : never;

type Leaf = string | number | boolean | null | readonly unknown[];
/** Fields, and paths into nested ones: of `{ cart: { total: number } }` `cart` and `cart.total`. */
type PathOf<Event> = {
  [Name in keyof Event & string]: NonNullable<Event[Name]> extends Leaf
    ? Name
    : Name | `${Name}.${PathOf<NonNullable<Event[Name]>>}`;
}[keyof Event & string];
type AtPath<Event, Path> = Path extends keyof Event
  ? Event[Path]
  : Path extends `${infer Name}.${infer Rest}`
    ? Name extends keyof Event
      ? AtPath<NonNullable<Event[Name]>, Rest>
      : never
    : never;
/** An event's field values by path. */
export type ByPath<Event> = { [Path in PathOf<Event>]?: AtPath<Event, Path> };

/** The names of properties of type `Value`. */
export type NameOf<Record, Value> = {
  [Name in keyof Record]-?: NonNullable<Record[Name]> extends Value ? Name : never;
}[keyof Record] &
  string;

type NamesIn<W, Key extends string> =
  W extends Readonly<Record<Key, infer Name extends string>> ? Name : string;
export type TemplateName<W> = NamesIn<W, "templates">;
export type SegmentName<W> = NamesIn<W, "segments">;
export type SequenceName<W> = NamesIn<W, "sequences">;

/** ISO 8601, as `P3D` or `PT1H`. */
export type DurationText = `P${string}`;
export type SignedDurationText = DurationText | `-${DurationText}`;
/** `09:00` */
export type TimeText = `${number}:${number}`;
