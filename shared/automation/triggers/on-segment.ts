import * as z from "zod/mini";
import { SEGMENT_ENTERED, SEGMENT_LEFT } from "#shared/audience/events/index.ts";
import { StepName } from "#shared/automation/steps/index.ts";
import { defineTrigger } from "./trigger-kind.ts";

/** `{segment, when: "entered" | "left"}`. */
export const onSegment = defineTrigger({
  key: "segment",
  summary: "When the contact enters a segment, or leaves it.",
  schema: z.lazy(() =>
    z.strictObject({ segment: StepName, when: z._default(z.enum(["entered", "left"]), "entered") }),
  ),
  event: ({ when }) => (when === "entered" ? SEGMENT_ENTERED : SEGMENT_LEFT),
  matches: ({ segment }, { data }) => data.segment === segment,
});
