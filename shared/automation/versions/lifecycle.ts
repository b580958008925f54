import { liveSequenceOf } from "#shared/automation/language/index.ts";
import { fanOut, type Job, startJob } from "#shared/bulk/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import type { LiveSequence } from "#shared/platform/live-definitions/index.ts";
import type { Table } from "#shared/ports/table.ts";
import { archiveJob, resumeFanOut } from "./advance-inside.ts";
import {
  goLive,
  type LifecycleWorld,
  type LiveChange,
  type WriteWorld,
  writeLive,
} from "./live-change.ts";
import { getSequence, headDeletes, type SequenceHead } from "./sequence-store.ts";
import { assertAllowed, inState } from "./transitions.ts";
import { loadProgram } from "./version-store.ts";

type Writes = { table: Table<"library", "library"> };

/** No contact enters and no run advances until it is resumed. */
export async function pauseSequence(
  world: WriteWorld,
  id: string,
  now: number,
): Promise<SequenceHead> {
  const { data: head, version } = await getSequence(world, id);
  assertAllowed("pause", head.state);
  const next = inState(head, "paused", now);
  const toLive = (one?: LiveSequence): LiveSequence => ({ ...one!, state: "paused" });
  await writeLive(world, next, version, { toLive }, now);
  return next;
}

/** Resumes all runs where they are; what became due meanwhile is caught up on. */
export async function resumeSequence(
  world: LifecycleWorld,
  id: string,
  now: number,
): Promise<SequenceHead> {
  const { data: head, version } = await getSequence(world, id);
  assertAllowed("resume", head.state);
  const program = await loadProgram(world, id, head.version);
  if (!program) throw new Conflict(`version ${head.version} is missing: try again`);
  const next = inState(head, "live", now);
  const change: LiveChange = {
    // An archived sequence kept no live definition. Triggers during the pause are not replayed.
    toLive: (one) =>
      head.state === "archived"
        ? liveSequenceOf(program, undefined, now)
        : { ...one!, state: "live", since: now },
  };
  await goLive(world, program, () => writeLive(world, next, version, change, now));
  await fanOut(world, resumeFanOut, { sequence: id });
  return next;
}

/**
 * Starts no more runs; a job ends the active ones and drops their unsent mails. Resuming or
 * publishing undoes it.
 * @throws TooMany while ten jobs run
 */
export async function archiveSequence(
  world: LifecycleWorld,
  id: string,
  now: number,
): Promise<{ head: SequenceHead; job: Job }> {
  const { data: head, version } = await getSequence(world, id);
  assertAllowed("archive", head.state);
  const next = inState(head, "archived", now);
  const start = { kind: archiveJob, subject: id, input: { sequence: id } };
  const job = await startJob(world, start, now, (rows) =>
    writeLive(world, next, version, { rows, toLive: () => undefined }, now),
  );
  return { head: next, job };
}

/**
 * Deletes a draft that was never published.
 * @throws Conflict for any other
 */
export async function deleteDraft(world: Writes, id: string): Promise<void> {
  const { data: head, version } = await getSequence(world, id);
  assertAllowed("delete", head.state);
  await world.table.write(headDeletes(id, version));
}
