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
import { tidy } from "./tidy.ts";

type RemoveWorld = {
  table: Table<"people" | "index" | "stats", "people" | "index" | "stats">;
  clock: Clock;
};

/** A person has one run, or one for each order or the like: more than that end in the next round. */
const MAX_AT_ONCE = 50;
const MAX_ROUNDS = 100;

/**
 * Ends somebody's runs by hand: what of their mails is unsent does not go any more. Returns how many ended; doing it again
 * is harmless. @throws Conflict when others write the person all the time
 */
export async function removeRuns(world: RemoveWorld, removal: Removal): Promise<number> {
  const ended = await endRuns(world, removal);
  await countSteps(world, ended);
  return ended.length;
}

/** A run as it stood, and as it ended. */
export type Ended = { old: Enrollment; next: Enrollment };

/** The same, and what ended is not counted yet: for a batch that counts on each row once. */
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
      const next = tidy(endRun(old, now, "removed by hand"), mails, now);
      return { old, next, version };
    });
  if (changes.length === 0) return [];
  await table.write(changes.map(({ next, version }) => putEnrollment(contact, next, version)));
  await table.write(changes.map(({ next }) => deleteMember(sequence, contact, next.run)));
  return changes;
}
