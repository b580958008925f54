import * as z from "zod/mini";
import { EventName } from "#shared/conditions/index.ts";
import { isOwnEvent, OWN_EVENTS_RULE } from "#shared/people/index.ts";

/** The name of an event that others may let happen: by the API, a signed source or a step. */
export const IncomingName = EventName.check(z.refine((name) => !isOwnEvent(name), OWN_EVENTS_RULE));
