import * as z from "zod/mini";
import { SCHEDULE_REACHED } from "#shared/audience/events/index.ts";
import { StepName } from "#shared/automation/steps/index.ts";
import { ZoneName } from "#shared/calendar/index.ts";
import { isCron } from "./cron.ts";
import { defineTrigger } from "./trigger-kind.ts";

/** `{schedule: "0 9 * * MON", zone?, segment?}`; all contacts without `segment`. */
export const onSchedule = defineTrigger({
  key: "schedule",
  summary: "At times of the calendar (cron, five fields), for all contacts or a segment.",
  schema: z.lazy(() =>
    z.strictObject({
      schedule: z
        .string()
        .check(
          z.maxLength(100),
          z.refine(isCron, "not a cron expression of five fields that runs at most once an hour"),
        ),
      zone: z.optional(ZoneName),
      segment: z.optional(StepName),
    }),
  ),
  event: () => SCHEDULE_REACHED,
  matches: (_, { data }, sequence) => data.sequence === sequence,
});
