import * as z from "zod/mini";
import { isReservedName } from "#events/reserved-names.ts";
import { QueuedEvent } from "./queued-event.ts";

/** An event of the engine's own. */
export const OwnEvent = z.object({
  own: QueuedEvent.check(z.refine(({ name }) => isReservedName(name), "a name that is not ours")),
});

/** The message by which the engine emits one of its own events: nothing from outside comes so. */
export const ownEvent = (own: QueuedEvent): z.infer<typeof OwnEvent> => ({ own });
