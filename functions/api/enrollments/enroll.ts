import { ensureContact } from "#shared/audience/contacts/index.ts";
import { contentDigest, recordEventIds } from "#shared/audience/events/index.ts";
import { ID_REUSED } from "#shared/audience/intake/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import type { Idempotency } from "#shared/http/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { digest } from "#shared/kernel/ids.ts";
import { ownEvent } from "#shared/queue/index.ts";
import { sendWork } from "../send-work.ts";
import type { ApiWorld } from "../world.ts";
import { type Entering, toEvent } from "./entering.ts";
import { whyNotEntering } from "./why-not.ts";

/** One call that lets people in: what its events are named after, and their instant. */
type Batch = { base: string; at: number };

/** Run again under one Idempotency-Key, a call names its events the same. */
export const batchOf = ({ random, clock }: ApiWorld, idempotency?: Idempotency): Batch => ({
  base: idempotency?.digest ?? Buffer.from(random.bytes(12)).toString("base64url"),
  at: idempotency?.at ?? clock.now(),
});

export const eventId = ({ base, at }: Batch, index: number) => `e_${digest(base, at, index)}`;

type Given = { id?: string; contactId?: string; email?: string; data?: Record<string, unknown> };

/**
 * Enrolls one contact, which is made where it is not known yet. With an `id` that came before it is
 * sent on again under its first instant, which is harmless. `whyNot` says why nothing will come of
 * it, as far as can be said now.
 * @throws Conflict when that id came before for another sequence, or with other data
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

/** Hands over the events that let people in; durable when it returns. */
export async function letIn(world: ApiWorld, sequence: string, events: Entering[]): Promise<void> {
  await sendWork(
    world,
    events.map((event) => ownEvent(toEvent(sequence, event))),
  );
}
