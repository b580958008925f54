import { ENROLLED } from "#shared/audience/events/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import type { Call, EnrollWorld } from "./world.ts";

/** A contact to enroll by hand, with the id, instant and data of its event. */
export type Candidate = { contact: string; id: string; at: number; data: Record<string, unknown> };

/** The event that enrolls a contact in a sequence by hand. */
export const enrollingEvent = (sequence: string, { contact, id, at, data }: Candidate) => ({
  ...{ contact, id, at },
  name: ENROLLED,
  data: { ...data, sequence },
});

/** The seed of a call's event ids, and their instant. */
type EventSeed = { base: string; at: number };

/** Repeated under the same Idempotency-Key, a call yields the same event ids. */
export const seedOf = ({ random, clock }: EnrollWorld, call?: Call): EventSeed => ({
  base: call?.digest ?? Buffer.from(random.bytes(12)).toString("base64url"),
  at: call?.at ?? clock.now(),
});

export const eventId = ({ base, at }: EventSeed, index: number) => `e_${digest(base, at, index)}`;
