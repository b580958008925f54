import { nextRun } from "#shared/automation/triggers/index.ts";
import type { Program } from "./program.ts";

/** A time of a schedule trigger, as its due reference, with the trigger's segment. */
type ScheduleRun = { kind: "schedule"; sequence: string; at: number; segment?: string };

/** The next time after `from` of each schedule trigger; in `zone` if it names none. */
export const nextRuns = (
  { sequence, definition }: Program,
  zone: string,
  from: number,
): ScheduleRun[] =>
  definition.enter.flatMap((trigger) => {
    if (!("schedule" in trigger)) return [];
    const at = nextRun(trigger.schedule, trigger.zone ?? zone, from);
    if (at === undefined) return [];
    const { segment } = trigger;
    return [{ kind: "schedule", sequence, at, ...(segment && { segment }) }];
  });
