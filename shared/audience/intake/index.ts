export { IncomingEvent, incomingEvent, OwnEvent, ownEvent } from "./event-work.ts";
export { IncomingName } from "./name.ts";
export { isTooFarAhead, placeEvent } from "./place-event.ts";
