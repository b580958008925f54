import type { Reads } from "#shared/conditions/index.ts";
import { CONTACT_UPDATED, SEGMENT_ENTERED, SEGMENT_LEFT } from "./own-events.ts";

/** The events whose coming may change the answer to what is read. */
export const newsOf = ({ events, attributes, segments, consent }: Reads): Set<string> =>
  new Set([
    ...events.keys(),
    ...(attributes.size > 0 || consent ? [CONTACT_UPDATED] : []),
    ...(segments.size > 0 ? [SEGMENT_ENTERED, SEGMENT_LEFT] : []),
  ]);
