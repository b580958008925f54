import * as z from "zod/mini";
import { isReservedName, RESERVED_NAMES_RULE } from "#events/reserved-names.ts";
import { QueuedEvent } from "./queued-event.ts";

/** An event from outside. */
export const IncomingEvent = z.object({
  event: QueuedEvent.check(z.refine(({ name }) => !isReservedName(name), RESERVED_NAMES_RULE)),
});

/** An event with a reserved name is refused when it is processed. */
export const incomingEvent = (event: QueuedEvent): z.infer<typeof IncomingEvent> => ({ event });
