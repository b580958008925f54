import { readPerson } from "#shared/automation/enrollments/index.ts";
import { listenedAttributes, type Switches } from "#shared/platform/live-definitions/index.ts";
import { changePerson } from "./change-person.ts";
import { type Decisions, wakeOf } from "./decide.ts";
import type { Errand } from "./errand.ts";
import { judgePerson } from "./judge-person.ts";
import type { RunsWorld } from "./runs-world.ts";

/**
 * What a person's segments make of a past that was told of later: they are in or out by it from now
 * on, and neither is an event. No run is looked at. When they are to be looked at next is written
 * again for an errand that comes `again`.
 */
export async function lookBack(
  world: RunsWorld,
  { contact, again }: Errand,
  switches: Switches,
): Promise<Decisions> {
  const now = world.clock.now();
  const person = await readPerson(world, contact, now);
  const profile = person.profile?.data;
  const nothing: Decisions = { changes: [], lost: [], due: [], ended: [] };
  if (!profile || profile.erasedAt !== undefined) return nothing;
  const judged = await judgePerson(world, person, [], true, switches, now);
  const { judgement, reached } = judged;
  // A date that is reached by now is news of its own: it is looked at as soon as the wheel turns.
  const wakeAt = reached.length > 0 ? now + 1 : judged.wakeAt;
  const change = changePerson(person.profile!, {
    takenIn: new Set<string>(),
    effects: [],
    wakeAt,
    now,
    judgement: judgement && { ...judgement, entered: [], left: [] },
    heard: listenedAttributes(switches),
  });
  const due = again ? wakeOf(contact, profile.wakeAt) : [];
  return { ...nothing, due, ...(change && { person: change }) };
}
