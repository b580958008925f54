import type { EntryWhereOf, ValueTestOf } from "./condition.ts";
import type {
  AttributeName,
  DateName,
  EventName,
  EventsOf,
  SegmentName,
  SignedDurationText,
  TimeText,
  Vocabulary,
} from "./vocabulary.ts";

type OnEvent<W extends Vocabulary> = {
  [Name in EventName<W>]: { event: Name; where?: EntryWhereOf<EventsOf<W>[Name]> };
}[EventName<W>];

type OnAttribute<W extends Vocabulary> = {
  [Name in AttributeName<W>]: {
    attribute: Name;
    from?: ValueTestOf<W["attributes"][Name]>;
    to?: ValueTestOf<W["attributes"][Name]>;
  };
}[AttributeName<W>];

/** Every trigger, with the names of a workspace. */
export type TriggerOf<W extends Vocabulary> =
  | OnEvent<W>
  | OnAttribute<W>
  | { schedule: string; zone?: string; segment?: SegmentName<W> }
  | { segment: SegmentName<W>; when?: "entered" | "left" }
  | { date: DateName<W>; offset?: SignedDurationText; time?: TimeText; every?: "year" }
  | { api: true }
  | { click: string; link?: string };
