import { nextRun } from "#shared/automation/triggers/index.ts";
import type { Program } from "./program.ts";

/** When each schedule of a sequence comes round next after `from`, and for which segment; `zone` where it names none. */
export const nextRuns = (
  { definition }: Program,
  zone: string,
  from: number,
): { at: number; segment?: string }[] =>
  definition.enter.flatMap((one) => {
    if (!("schedule" in one)) return [];
    const at = nextRun(one.schedule, one.zone ?? zone, from);
    return at === undefined ? [] : [{ at, ...(one.segment && { segment: one.segment }) }];
  });
