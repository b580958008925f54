import type { Program } from "#shared/automation/language/index.ts";
import type { StartRows } from "#shared/bulk/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import {
  changeLiveDefinitions,
  LIVE_DEFINITIONS_TRIES,
  type LiveSequence,
  readLiveDefinitions,
} from "#shared/platform/live-definitions/index.ts";
import type { Table } from "#shared/ports/table.ts";
import { armSchedules, type SchedulesWorld } from "./arm-schedules.ts";
import { getSequence, headWrites, type SequenceHead } from "./sequence-store.ts";
import type { putVersion } from "./version-store.ts";

export type WriteWorld = { table: Table<"library" | "index", "library" | "index"> };
export type LifecycleWorld = WriteWorld & SchedulesWorld;

/** Makes a change that puts a program live, with the schedules it needs. */
export async function goLive(
  world: LifecycleWorld,
  program: Program,
  change: () => Promise<void>,
): Promise<void> {
  const { data: live } = await readLiveDefinitions(world);
  await armSchedules(world, program, live.timeZone ?? "UTC", change);
}

export type LiveChange = {
  also?: ReturnType<typeof putVersion>[];
  /** The rows of the job that starts with it. */
  rows?: StartRows | undefined;
  /** Undefined when it is no longer live. */
  toLive: (before: LiveSequence | undefined) => LiveSequence | undefined;
};

/**
 * Writes a sequence's head together with its live definition. One row holds those of all sequences,
 * so a concurrent change of another sequence is retried.
 * @throws InvalidInput where there is no room for one more
 * @throws Conflict when another request changed this one
 */
export async function writeLive(
  world: WriteWorld,
  head: SequenceHead,
  expect: number,
  { also = [], rows = async () => [], toLive }: LiveChange,
  now: number,
): Promise<void> {
  const isWritten = await untilNoConflict(async () => {
    const [{ version }, read] = await Promise.all([
      getSequence(world, head.id),
      readLiveDefinitions(world),
    ]);
    if (version !== expect) return false;
    const sequences = { [head.id]: toLive(read.data.sequences[head.id]) };
    const writes = [...also, ...(await rows()), ...headWrites(head, expect)];
    await changeLiveDefinitions<"index">(world, read, { sequences }, writes, now);
    return true;
  }, LIVE_DEFINITIONS_TRIES);
  if (!isWritten) throw new Conflict("another request changed this sequence: load it again");
}
