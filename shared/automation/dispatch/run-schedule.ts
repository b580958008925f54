import { readContactIds } from "#shared/audience/segments/index.ts";
import type { RunsWorld } from "#shared/automation/engine/index.ts";
import { nextRuns } from "#shared/automation/language/index.ts";
import { scheduleEvent } from "#shared/automation/triggers/index.ts";
import { loadProgram } from "#shared/automation/versions/index.ts";
import { defineBulk, fanOut, LIST_SHARDS } from "#shared/bulk/index.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { internalEvent } from "#shared/queue/index.ts";
import { schedule } from "#shared/scheduler/index.ts";

/**
 * Starts runs for all contacts of a schedule, after arming its next time. Times missed in an outage
 * count once. Idempotent.
 */
export async function runSchedule(
  world: RunsWorld,
  { sequence, at }: { sequence: string; at: number },
): Promise<void> {
  const { data: live } = await readLiveDefinitions(world);
  const one = live.sequences[sequence];
  if (one?.state !== "live") return;
  const program = await loadProgram(world, sequence, one.version);
  if (!program) return;
  const now = world.clock.now();
  const zone = live.timeZone ?? "UTC";
  const due = nextRuns(program, zone, at - 1).filter((run) => run.at === at);
  await schedule(world, nextRuns(program, zone, Math.max(at, now)), async () => {
    for (const { segment } of due) {
      await fanOut(world, scheduleFanOut, { sequence, at, ...(segment && { segment }) });
    }
  });
}

/** All contacts, or those of a segment. */
type Input = { sequence: string; at: number; segment?: string };

export const scheduleFanOut = defineBulk<RunsWorld, Input>({
  kind: "schedule",
  shards: LIST_SHARDS,
  page: async (world, { input: { sequence, at, segment }, shard, after }) => {
    const { ids, next } = await readContactIds(world, segment, shard, after);
    const event = scheduleEvent({ sequence, at });
    await world.queue.send(
      "work",
      ids.map((contact) => ({ body: internalEvent({ contact, ...event }) })),
    );
    return { seen: ids.length, next };
  },
});
