import { ENROLLED } from "#shared/audience/events/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import type { RequestSeed } from "#shared/platform/idempotency/index.ts";

/** A contact to enroll by hand, with the id, instant and data of its event. */
export type Candidate = { contact: string; id: string; at: number; data: Record<string, unknown> };

/** The event that enrolls a contact in a sequence by hand. */
export const enrollingEvent = (sequence: string, { contact, id, at, data }: Candidate) => ({
  ...{ contact, id, at },
  name: ENROLLED,
  data: { ...data, sequence },
});

export const eventId = ({ digest: base, at }: RequestSeed, index: number) =>
  `e_${digest(base, at, index)}`;
