import * as z from "zod/mini";
import { isReservedName, RESERVED_NAMES_RULE } from "#events/reserved-names.ts";
import { QueuedEvent } from "./queued-event.ts";

/** An event that others emit. */
export const IncomingEvent = z.object({
  event: QueuedEvent.check(z.refine(({ name }) => !isReservedName(name), RESERVED_NAMES_RULE)),
});

/** The message of an event from outside; with a reserved name it is refused when processed. */
export const incomingEvent = (event: QueuedEvent): z.infer<typeof IncomingEvent> => ({ event });
