import * as z from "zod/mini";
import { isReservedName } from "#events/reserved-names.ts";
import { QueuedEvent } from "./queued-event.ts";

/** An event that the engine emits. */
export const InternalEvent = z.object({
  internalEvent: QueuedEvent.check(
    z.refine(({ name }) => isReservedName(name), "a name that is not ours"),
  ),
});

/** Only the engine sends these: no outside event arrives this way. */
export const internalEvent = (event: QueuedEvent): z.infer<typeof InternalEvent> => ({
  internalEvent: event,
});
