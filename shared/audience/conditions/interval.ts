import { parseDuration } from "#shared/kernel/duration.ts";
import type { Span } from "./duration.ts";

/** Milliseconds; both ends count. */
export type Interval = { from: number; to: number };

/** A range in milliseconds; defaults to 0 and no upper end. */
export const intervalMs = ({ gte, lte }: Span): Interval => ({
  from: gte === undefined ? 0 : parseDuration(gte),
  to: lte === undefined ? Number.POSITIVE_INFINITY : parseDuration(lte),
});
