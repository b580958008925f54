import { reevaluateFanOut } from "#shared/audience/segments/index.ts";
import { enrollJob, removeJob } from "#shared/automation/enrolling/index.ts";
import { forgetFanOut } from "#shared/automation/erasure/index.ts";
import {
  archiveJob,
  impactJob,
  migrationJob,
  resumeFanOut,
} from "#shared/automation/versions/index.ts";
import { scheduleFanOut } from "./run-schedule.ts";

/** The kinds of bulk work that every worker of the `work` queue runs. */
export const BULK_KINDS = [
  impactJob,
  migrationJob,
  archiveJob,
  enrollJob,
  removeJob,
  resumeFanOut,
  reevaluateFanOut,
  scheduleFanOut,
  forgetFanOut,
];
