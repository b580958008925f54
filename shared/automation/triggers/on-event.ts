import * as z from "zod/mini";
import { EntryWhere, EventName, matchesFields } from "#shared/audience/conditions/index.ts";
import { defineTrigger } from "./trigger-kind.ts";

/** `{event, where?}`. */
export const onEvent = defineTrigger({
  key: "event",
  summary: "When an event of the contact happens.",
  schema: z.lazy(() => z.strictObject({ event: EventName, where: z.optional(EntryWhere) })),
  event: ({ event }) => event,
  matches: ({ where }, { data }) => matchesFields(data, where),
});
