import * as z from "zod/mini";
import { isReservedName, RESERVED_NAMES_RULE } from "#events/reserved-names.ts";

const Event = z.object({
  contact: z.string(),
  id: z.string(),
  name: z.string(),
  at: z.number(),
  ordinal: z.optional(z.number()),
  data: z.record(z.string(), z.unknown()),
  hops: z.optional(z.number()),
  /** Only for the history: it starts no run and moves none. */
  backfill: z.optional(z.literal(true)),
});
type Event = z.infer<typeof Event>;

/** An event of the engine's own, on the `work` queue. */
export const OwnEvent = z.object({
  own: Event.check(z.refine(({ name }) => isReservedName(name), "not a name of ours")),
});
/** An event that others let happen, on the `work` queue. */
export const IncomingEvent = z.object({
  event: Event.check(z.refine(({ name }) => !isReservedName(name), RESERVED_NAMES_RULE)),
});

/**
 * The message by which the engine lets one of its own events happen: nothing from outside comes so.
 */
export const ownEvent = (own: Event): z.infer<typeof OwnEvent> => ({ own });
/**
 * The message of an event that came from outside; with a name of ours it is refused when processed.
 */
export const incomingEvent = (event: Event): z.infer<typeof IncomingEvent> => ({ event });
