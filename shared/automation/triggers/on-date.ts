import * as z from "zod/mini";
import { DATE_REACHED } from "#shared/audience/events/index.ts";
import { SignedDuration, TimeOfDay } from "#shared/calendar/index.ts";
import { defineTrigger } from "./trigger-kind.ts";

/** `{date, offset?, time?, every?}`. */
export const onDate = defineTrigger({
  key: "date",
  summary: "When the date in an attribute is reached, or is that far away; once, or every year.",
  schema: z.lazy(() =>
    z.strictObject({
      date: z.string().check(z.minLength(1), z.maxLength(100)),
      offset: z.optional(SignedDuration),
      time: z.optional(TimeOfDay),
      every: z.optional(z.literal("year")),
    }),
  ),
  event: () => DATE_REACHED,
  attributes: ({ date }) => [date],
  matches: ({ date }, { data }, sequence) => data.sequence === sequence && data.attribute === date,
});
