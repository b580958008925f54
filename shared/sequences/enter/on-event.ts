import * as z from "zod/mini";
import { EventName, matchesFields, Where } from "#shared/conditions/index.ts";
import { defineEnter } from "./enter-kind.ts";

/** When something happens: `{event, where?}`. */
export const onEvent = defineEnter({
  key: "event",
  schema: z.lazy(() => z.strictObject({ event: EventName, where: z.optional(Where) })),
  event: ({ event }) => event,
  lets: ({ where }, { data }) => matchesFields(data, where),
});
