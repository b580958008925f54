import { readContactSnapshot } from "#shared/automation/enrollments/index.ts";
import type { PlanSnapshot } from "#shared/automation/planning/index.ts";
import {
  type ContactChange,
  endRemoved,
  noChange,
  prune,
} from "#shared/automation/planning/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import type { Removal } from "#shared/queue/index.ts";
import { commit } from "./commit.ts";
import type { CommitWorld } from "./runs-world.ts";

/**
 * Ends a contact's runs by request, and nothing else: their unsent mails are dropped. Returns how
 * many ended. Idempotent.
 * @throws Conflict on persistent write conflicts
 */
export const removeRuns = (
  world: Omit<CommitWorld, "webhooks">,
  removal: Removal,
): Promise<number> =>
  untilNoConflict(async () => {
    const now = world.clock.now();
    const contact = await readContactSnapshot(world, removal.contact, now);
    const mails = new Map(contact.messages.map(({ data }) => [data.id, data]));
    const change = planRemoval({ contact, mails }, removal, now);
    const refused = await commit({ ...world, webhooks: NO_WEBHOOKS }, [change]);
    if (refused.size > 0) throw new Conflict("the contact's runs changed meanwhile");
    return change.runs.length;
  });

function planRemoval(
  { contact: { id, enrollments }, mails }: Pick<PlanSnapshot, "contact" | "mails">,
  removal: Removal,
  now: number,
): ContactChange {
  const runs = enrollments.flatMap(({ data: old, version: expect }) => {
    const ended = endRemoved(old, [removal], now);
    const next = prune(ended, mails, now);
    return ended === old ? [] : [{ old, next, expect, effects: [], listens: false }];
  });
  return { ...noChange(id), runs };
}

const NO_WEBHOOKS: CommitWorld["webhooks"] = {
  call: () => Promise.reject(new Error("the end of a run makes no request")),
};
