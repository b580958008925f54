import { ensureContact } from "#shared/audience/contacts/index.ts";
import { contentDigest } from "#shared/audience/events/index.ts";
import { dedupBatch, refuseReused } from "#shared/audience/intake/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { seedOf } from "#shared/platform/idempotency/index.ts";
import { type Candidate, enrollingEvent, eventId } from "./enrolling-event.ts";
import { queueEnrolling } from "./send-work.ts";
import { whyNotEnrolled } from "./why-not-enrolled.ts";
import type { Call, EnrollWorld } from "./world.ts";

type Given = { id?: string; contactId?: string; email?: string; data?: Record<string, unknown> };

/**
 * Enrolls one contact, creating it if unknown. A repeated `id` is sent again with its first
 * instant, which is harmless. `whyNot` says why the contact will not enter, as things stand.
 * @throws Conflict when `id` was used for another sequence or with other data
 */
export async function enrollOne(
  world: EnrollWorld,
  program: Program,
  { id, data = {}, ...subject }: Given,
  call?: Call,
): Promise<{ id: string; profile: Profile; whyNot: string | undefined }> {
  const { sequence } = program;
  const profile = await ensureContact(world, subject);
  const seed = seedOf(world, call);
  const given = { contact: profile.id, id: id ?? eventId(seed, 0), at: seed.at, data };
  const event = id === undefined ? given : await dedup(world, sequence, given);
  const [whyNot] = await whyNotEnrolled(world, program, [event]);
  await queueEnrolling(world, sequence, [event]);
  return { id: event.id, profile, whyNot };
}

/** The event at the instant at which its id came first. */
async function dedup(world: EnrollWorld, sequence: string, one: Candidate): Promise<Candidate> {
  const content = contentDigest(enrollingEvent(sequence, one));
  const guarded = { ...one, content, index: 0, hasOwnId: true };
  const { unique, reused } = await dedupBatch(world, [guarded], world.clock.now());
  if (reused.length > 0) throw refuseReused(reused, () => "/id");
  return unique[0]!;
}
