import { ensureContact } from "#shared/audience/contacts/index.ts";
import { contentDigest, recordEventIds } from "#shared/audience/events/index.ts";
import { ID_REUSED } from "#shared/audience/intake/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import type { Idempotency } from "#shared/http/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { digest } from "#shared/kernel/ids.ts";
import { internalEvent } from "#shared/queue/index.ts";
import { sendWork } from "../send-work.ts";
import type { ApiWorld } from "../world.ts";
import { type Entering, toEvent } from "./entering.ts";
import { whyNotEntering } from "./why-not.ts";

/** One enrolling call: the base of its event ids, and their instant. */
type Batch = { base: string; at: number };

/** Repeated under the same Idempotency-Key, a call yields the same event ids. */
export const batchOf = ({ random, clock }: ApiWorld, idempotency?: Idempotency): Batch => ({
  base: idempotency?.digest ?? Buffer.from(random.bytes(12)).toString("base64url"),
  at: idempotency?.at ?? clock.now(),
});

export const eventId = ({ base, at }: Batch, index: number) => `e_${digest(base, at, index)}`;

type Given = { id?: string; contactId?: string; email?: string; data?: Record<string, unknown> };

/**
 * Enrolls one contact, creating it if unknown. A repeated `id` is sent again with its first
 * instant, which is harmless. `whyNot` says why the contact will not enter, as things stand.
 * @throws Conflict when `id` was used for another sequence or with other data
 */
export async function enrollOne(
  world: ApiWorld,
  program: Program,
  { id, data = {}, ...who }: Given,
  idempotency?: Idempotency,
): Promise<{ id: string; profile: Profile; whyNot: string | undefined }> {
  const { sequence } = program;
  const profile = await ensureContact(world, who);
  const batch = batchOf(world, idempotency);
  const contact = profile.id;
  let { at } = batch;
  if (id !== undefined) {
    const content = contentDigest(toEvent(sequence, { contact, id, at, data }));
    const guarded = { contact, id, at, content };
    const [before = guarded] = await recordEventIds(world, [guarded], world.clock.now());
    if (before.content !== content) {
      throw new Conflict("this id was used for another event", [
        { path: "/id", message: ID_REUSED },
      ]);
    }
    at = before.at;
  }
  const event = { contact, id: id ?? eventId(batch, 0), at, data };
  const [whyNot] = await whyNotEntering(world, program, [event]);
  await letIn(world, sequence, [event]);
  return { id: event.id, profile, whyNot };
}

/** Queues the events that enroll contacts; durable when it returns. */
export async function letIn(world: ApiWorld, sequence: string, events: Entering[]): Promise<void> {
  await sendWork(
    world,
    events.map((event) => internalEvent(toEvent(sequence, event))),
  );
}
