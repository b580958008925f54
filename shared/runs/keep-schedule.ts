import { peopleShards } from "#shared/people/index.ts";
import { segmentShards } from "#shared/segments/index.ts";
import { loadProgram, nextRuns } from "#shared/sequences/index.ts";
import { packReferences, rewriteLatePacks, writePacks } from "#shared/wheel/index.ts";
import { readSwitches } from "#shared/workspace/index.ts";
import type { RunsWorld } from "./runs-world.ts";
import type { Walk } from "./work.ts";

/**
 * Lets in everybody whom a schedule names, and arms its next time first; what came round during an outage comes once.
 * Doing it again is harmless.
 */
export async function keepSchedule(
  world: RunsWorld,
  { sequence, at }: { sequence: string; at: number },
): Promise<void> {
  const { data: switches } = await readSwitches(world);
  const one = switches.sequences[sequence];
  if (one?.state !== "live") return;
  const program = await loadProgram(world, sequence, one.version);
  if (!program) return;
  const now = world.clock.now();
  const packs = packReferences(
    nextRuns(program, switches.timeZone ?? "UTC", Math.max(at, now)).map((run) => ({
      kind: "schedule" as const,
      sequence,
      at: run.at,
    })),
    now,
  );
  await writePacks(world, packs);
  const due = nextRuns(program, switches.timeZone ?? "UTC", at - 1).filter((run) => run.at === at);
  for (const { segment } of due) {
    const over: Walk["over"] = segment ? { kind: "segment", id: segment } : { kind: "people" };
    const shards = segment ? segmentShards() : peopleShards();
    const task: Walk["task"] = { do: "enter", sequence, at };
    await world.queue.send(
      "work",
      shards.map((shard) => ({ body: { walk: { over, shard, task } } })),
    );
  }
  await rewriteLatePacks(world, packs);
}
