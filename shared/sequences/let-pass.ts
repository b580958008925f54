import { parseDuration } from "#shared/kernel/duration.ts";
import type { Visit } from "./step.ts";

/**
 * Until when a run must still stay for `duration` to have passed, counted from when the mail before really left; why,
 * where that is not the duration itself; undefined once it has passed. A run that is armed for an instant ahead stays
 * armed for it: what wakes it earlier changes nothing.
 */
export function stillPassing(
  duration: string,
  { now, run, base }: Visit,
): { until: number; reason?: string } | undefined {
  if (run.dueAt !== undefined && now < run.dueAt) return { until: run.dueAt };
  const until = base.at + parseDuration(duration);
  if (now < until) return { until };
  return base.settled ? undefined : { until: base.until, reason: "the mail before is on its way" };
}
