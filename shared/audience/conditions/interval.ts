import { parseDuration } from "#shared/kernel/duration.ts";
import type { Span } from "./duration.ts";

/** Milliseconds; both ends count. */
export type Interval = { from: number; to: number };

/** A span in milliseconds: without a lower end it begins with none, without an upper end it has none. */
export const intervalMs = ({ gte, lte }: Span): Interval => ({
  from: gte === undefined ? 0 : parseDuration(gte),
  to: lte === undefined ? Number.POSITIVE_INFINITY : parseDuration(lte),
});
