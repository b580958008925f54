import * as z from "zod/mini";
import { ENROLLED } from "#shared/audience/events/index.ts";
import { defineTrigger } from "./trigger-kind.ts";

export const onApi = defineTrigger({
  key: "api",
  summary: "By the API, by a list, or by an `enroll` step of another sequence.",
  schema: z.lazy(() => z.strictObject({ api: z.literal(true) })),
  event: () => ENROLLED,
  matches: (_, { data }, sequence) => data.sequence === sequence,
});
