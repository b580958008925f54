import { ENROLLED } from "#shared/audience/events/index.ts";

/**
 * A contact that is enrolled by hand, with the id, the instant and the data of the event that does
 * it.
 */
export type Entering = { contact: string; id: string; at: number; data: Record<string, unknown> };

/** The event that enters a contact into a sequence by hand. */
export const toEvent = (sequence: string, { data, ...event }: Entering) => ({
  ...event,
  name: ENROLLED,
  data: { ...data, sequence },
});
