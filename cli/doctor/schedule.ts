import type { Schedule } from "#shared/adapters/aws/account/account.ts";
import { type Finding, fix, ok } from "./finding.ts";

export function checkSchedules(schedules: Schedule[]): Finding[] {
  if (schedules.length === 0) {
    return [fix("schedule", "the stack has no schedule, so no run advances: deploy again")];
  }
  return schedules.map(({ name, enabled }) =>
    enabled
      ? ok("schedule", `${name} is enabled`)
      : fix(
          "schedule",
          `${name} is disabled, so no due work starts: aws events enable-rule --name ${name}`,
        ),
  );
}
