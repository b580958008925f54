import * as z from "zod/mini";
import { parseDuration } from "#shared/kernel/duration.ts";
import { KEEP_EVENTS_DAYS, KEEP_EVENTS_MS } from "#shared/kernel/retention.ts";
import { IMPOSSIBLE, isPossible } from "./range.ts";

/** An ISO 8601 duration of exact units. Checks around one that is none are left out: they would work out its length. */
export const Duration = z.string().check(
  z.refine((text) => msOf(text) !== undefined, {
    error: "not a duration such as P3D, PT1H or P1DT12H",
    abort: true,
  }),
);

/** How far back events are looked at. */
export const Within = Duration.check(
  z.refine(
    (text) => (msOf(text) ?? 0) <= KEEP_EVENTS_MS,
    `events are kept for ${KEEP_EVENTS_DAYS} days: look back at most P${KEEP_EVENTS_DAYS}D`,
  ),
);

/** At least, at most so long; both ends count. */
const spanOf = (duration: typeof Duration) =>
  z.strictObject({ gte: z.optional(duration), lte: z.optional(duration) }).check(
    z.refine(({ gte, lte }) => gte !== undefined || lte !== undefined, "needs gte or lte"),
    z.refine(({ gte, lte }) => isPossible({ gte: msOf(gte), lte: msOf(lte) }), IMPOSSIBLE),
  );

export const Span = z.lazy(() => spanOf(Duration));
export type Span = z.infer<typeof Span>;
/** A {@link Span} between an event and now. */
export const EventSpan = z.lazy(() => spanOf(Within));

function msOf(text: string | undefined): number | undefined {
  try {
    return text === undefined ? undefined : parseDuration(text);
  } catch {
    return undefined;
  }
}
