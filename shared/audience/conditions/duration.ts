import * as z from "zod/mini";
import { CalendarDuration, limitsOf, parsedBy, parseSpan } from "#shared/calendar/index.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import { KEEP_EVENTS_DAYS, KEEP_EVENTS_MS } from "#shared/kernel/retention.ts";
import { IMPOSSIBLE, isPossible } from "./range.ts";

/**
 * An ISO 8601 duration of exact units. Invalid ones skip the further checks, which need its length.
 */
export const Duration = parsedBy(parseDuration);

/** How far back events count. */
export const Within = Duration.check(
  z.refine(
    (text) => (limits(parseDuration, text) ?? 0) <= KEEP_EVENTS_MS,
    `events are kept for ${KEEP_EVENTS_DAYS} days: look back at most P${KEEP_EVENTS_DAYS}D`,
  ),
);

type Ends = { least: number; most: number };

/** A range of durations, ends included. */
const spanOf = (duration: z.ZodMiniType<string>, endsOf: (text: string) => Ends) =>
  z.strictObject({ gte: z.optional(duration), lte: z.optional(duration) }).check(
    z.refine(({ gte, lte }) => gte !== undefined || lte !== undefined, "needs gte or lte"),
    z.refine(
      ({ gte, lte }) =>
        isPossible({ gte: limits(endsOf, gte)?.least, lte: limits(endsOf, lte)?.most }),
      IMPOSSIBLE,
    ),
  );

/** A range between a date and now; may have calendar months and days. */
export const Span = z.lazy(() => spanOf(CalendarDuration, (text) => limitsOf(parseSpan(text))));
export type Span = z.infer<typeof Span>;
/** A range between an event and now. */
export const EventSpan = z.lazy(() =>
  spanOf(Within, exactly).check(
    // A longer duration is refused already.
    z.refine(({ gte }) => limits(parseDuration, gte) !== KEEP_EVENTS_MS, {
      path: ["gte"],
      error: `no event counts for so long: ask for less than P${KEEP_EVENTS_DAYS}D, or that it did not happen`,
    }),
  ),
);

function exactly(text: string): Ends {
  const ms = parseDuration(text);
  return { least: ms, most: ms };
}

/** The parsed text; undefined when another check refuses it. */
function limits<T>(read: (text: string) => T, text: string | undefined): T | undefined {
  try {
    return text === undefined ? undefined : read(text);
  } catch {
    return undefined;
  }
}
