import * as z from "zod/mini";
import { ENROLLED } from "#shared/audience/events/index.ts";
import { defineTrigger } from "./trigger-kind.ts";

/** By the API, by a list, or by an `enroll` step of another sequence: `{api: true}`. */
export const byHand = defineTrigger({
  key: "api",
  summary: "By the API, by a list, or by an `enroll` step of another sequence.",
  schema: z.lazy(() => z.strictObject({ api: z.literal(true) })),
  event: () => ENROLLED,
  lets: (_, { data }, sequence) => data.sequence === sequence,
});
