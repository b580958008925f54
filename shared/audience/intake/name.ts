import * as z from "zod/mini";
import { isReservedName, RESERVED_NAMES_RULE } from "#events/index.ts";
import { EventName } from "#shared/audience/conditions/index.ts";

/** The name of an event that others may let happen: by the API, a signed source or a step. */
export const IncomingName = EventName.check(
  z.refine((name) => !isReservedName(name), RESERVED_NAMES_RULE),
);
