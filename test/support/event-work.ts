import { isReservedName } from "#events/reserved-names.ts";
import { incomingEvent, internalEvent, type QueuedEvent } from "#shared/queue/index.ts";

/** The message by which an event of this name reaches `react`, the engine's own or another's. */
export const eventWork = (event: QueuedEvent) =>
  isReservedName(event.name) ? internalEvent(event) : incomingEvent(event);
