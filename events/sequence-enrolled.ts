import * as z from "zod/mini";
import { defineEvent } from "./event.ts";

export const sequenceEnrolled = defineEvent({
  name: "sequence.enrolled",
  version: 1,
  summary:
    "The contact was enrolled in a sequence: by the API, from a list, or by an `enroll` step.",
  /** What the caller or the step gave stands beside it. */
  data: z.lazy(() => z.looseObject({ sequence: z.string() })),
  examples: [{ sequence: "onboarding" }, { sequence: "onboarding", plan: "pro" }],
});
