import { nextRun } from "#shared/automation/triggers/index.ts";
import type { Program } from "./program.ts";

/**
 * The next time after `from` of each schedule trigger, with its segment; in `zone` if it names
 * none.
 */
export const nextRuns = (
  { definition }: Program,
  zone: string,
  from: number,
): { at: number; segment?: string }[] =>
  definition.enter.flatMap((trigger) => {
    if (!("schedule" in trigger)) return [];
    const at = nextRun(trigger.schedule, trigger.zone ?? zone, from);
    return at === undefined ? [] : [{ at, ...(trigger.segment && { segment: trigger.segment }) }];
  });
