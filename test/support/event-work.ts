import { isReservedName } from "#events/reserved-names.ts";
import { incomingEvent, ownEvent } from "#shared/audience/intake/index.ts";

/** The message by which an event of this name reaches `react`, the engine's own or another's. */
export const eventWork = (event: Parameters<typeof ownEvent>[0]) =>
  isReservedName(event.name) ? ownEvent(event) : incomingEvent(event);
