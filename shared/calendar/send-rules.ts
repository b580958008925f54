import * as z from "zod/mini";
import { readDate, TimeOfDay, Weekday } from "./day.ts";
import { openTimes } from "./open-times.ts";

/** May pass midnight. */
const QuietHours = z.lazy(() =>
  z
    .strictObject({ from: TimeOfDay, to: TimeOfDay })
    .check(z.refine(({ from, to }) => from !== to, "quiet hours from and to the same time")),
);

/** On its weekdays (default all); a missing bound is midnight. */
const SendWindow = z.lazy(() =>
  z
    .strictObject({
      weekdays: z.optional(z.array(Weekday).check(z.minLength(1), z.maxLength(7))),
      from: z.optional(TimeOfDay),
      to: z.optional(TimeOfDay),
    })
    .check(
      z.refine(
        ({ from = "00:00", to = "24:00" }) => from < to,
        "a window ends later on the day than it begins",
      ),
    ),
);

/** A date, or a day of every year (2000 was a leap year). */
const DayOff = z
  .string()
  .check(
    z.refine(
      (day) => readDate(day.length === 5 ? `2000-${day}` : day) !== undefined,
      "not a date such as 2026-12-25, or 12-25 for every year",
    ),
  );

/** The fields of send rules, for schemas that have more. */
export const sendRuleFields = () => ({
  quietHours: z.optional(QuietHours),
  sendWindow: z.optional(SendWindow),
  daysOff: z.optional(z.array(DayOff).check(z.maxLength(100))),
});

/** When mail may be sent, in local time. */
export const SendRules = z.lazy(() => z.strictObject(sendRuleFields()).check(leavesTime));
export type SendRules = {
  quietHours?: z.infer<typeof QuietHours> | undefined;
  sendWindow?: z.infer<typeof SendWindow> | undefined;
  daysOff?: string[] | undefined;
};

/** Refuses rules that leave no time to send. */
export const leavesTime = z.refine<SendRules>(
  (rules) => !rules.quietHours || openTimes(rules).length > 0,
  "the quiet hours cover the whole send window: nothing could ever be sent",
);
