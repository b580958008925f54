import {
  type Enrollment,
  putEnrollment,
  readContactSnapshot,
} from "#shared/automation/enrollments/index.ts";
import { endRun } from "#shared/automation/runs/index.ts";
import { deleteMember } from "#shared/automation/versions/index.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import type { Removal } from "#shared/queue/index.ts";
import { countSteps } from "./perform-effects.ts";
import { prune } from "./prune.ts";

type RemoveWorld = {
  table: Table<"people" | "index" | "stats", "people" | "index" | "stats">;
  clock: Clock;
};

/** A contact rarely has more runs in a sequence; the rest ends in the next round. */
const MAX_AT_ONCE = 50;
const MAX_ROUNDS = 100;

/**
 * Ends a contact's runs by request and drops their unsent mails. Returns how many ended.
 * Idempotent.
 * @throws Conflict on persistent write conflicts
 */
export async function removeRuns(world: RemoveWorld, removal: Removal): Promise<number> {
  const ended = await endRuns(world, removal);
  await countSteps(world, ended);
  return ended.length;
}

/** A run before and after its end. */
export type Ended = { old: Enrollment; next: Enrollment };

/** Like `removeRuns`, without counting, so that a batch counts once per row. */
export async function endRuns(world: RemoveWorld, removal: Removal): Promise<Ended[]> {
  const all: Ended[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const ended = await untilNoConflict(() => endSome(world, removal));
    all.push(...ended);
    if (ended.length < MAX_AT_ONCE) break;
  }
  return all;
}

async function endSome(
  world: RemoveWorld,
  { contact, sequence, entryKey }: Removal,
): Promise<Ended[]> {
  const { table, clock } = world;
  const now = clock.now();
  const { enrollments, messages } = await readContactSnapshot(world, contact, now);
  const mails = new Map(messages.map(({ data }) => [data.id, data]));
  const changes = enrollments
    .filter(({ data }) => data.sequence === sequence && isActive(data))
    .filter(({ data }) => entryKey === undefined || data.entryKey === entryKey)
    .slice(0, MAX_AT_ONCE)
    .map(({ data: old, version }) => {
      const next = prune(endRun(old, now, "removed by hand"), mails, now);
      return { old, next, version };
    });
  if (changes.length === 0) return [];
  await table.write(changes.map(({ next, version }) => putEnrollment(contact, next, version)));
  await table.write(changes.map(({ next }) => deleteMember(sequence, contact, next.run)));
  return changes;
}
