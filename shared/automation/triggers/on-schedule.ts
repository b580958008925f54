import * as z from "zod/mini";
import { SCHEDULE_REACHED } from "#shared/audience/events/index.ts";
import { StepName } from "#shared/automation/steps/index.ts";
import { ZoneName } from "#shared/calendar/index.ts";
import { isCron } from "./cron.ts";
import { defineTrigger } from "./trigger-kind.ts";

/** At times of the calendar, everybody in a segment: `{schedule: "0 9 * * MON", zone?, segment?}`; all where there is none. */
export const onSchedule = defineTrigger({
  key: "schedule",
  summary: "At times of the calendar (cron, five fields), for all contacts or a segment.",
  schema: z.lazy(() =>
    z.strictObject({
      schedule: z
        .string()
        .check(
          z.maxLength(100),
          z.refine(isCron, "not a cron expression of five fields, at most once an hour"),
        ),
      zone: z.optional(ZoneName),
      segment: z.optional(StepName),
    }),
  ),
  event: () => SCHEDULE_REACHED,
  lets: (_, { data }, sequence) => data.sequence === sequence,
});
