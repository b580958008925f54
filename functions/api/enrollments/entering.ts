import { ENROLLED } from "#shared/audience/events/index.ts";

/** A contact to enroll by hand, with the id, instant and data of its event. */
export type Entering = { contact: string; id: string; at: number; data: Record<string, unknown> };

/** The event that enrolls a contact in a sequence by hand. */
export const toEvent = (sequence: string, { data, ...event }: Entering) => ({
  ...event,
  name: ENROLLED,
  data: { ...data, sequence },
});
