import { reevaluate } from "#shared/audience/segments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { nextRuns } from "#shared/automation/language/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { TableWriter } from "#shared/ports/table.ts";
import type { Queue } from "#shared/queue/index.ts";
import { packReferences, rewriteLatePacks, writePacks } from "#shared/scheduler/index.ts";

export type SchedulesWorld = { table: TableWriter<"due">; queue: Queue<"work">; clock: Clock };

/**
 * Puts a program in force by `act` and lets the calendar work for it: the next time of each schedule is on the wheel before,
 * everybody is looked at for their dates after. When `act` fails, a reminder stays that does nothing.
 */
export async function armSchedules<T>(
  world: SchedulesWorld,
  program: Program,
  zone: string,
  act: () => Promise<T>,
): Promise<T> {
  const { sequence } = program;
  const now = world.clock.now();
  const references = nextRuns(program, zone, now).map(
    ({ at }) => ({ kind: "schedule", sequence, at }) as const,
  );
  const packs = packReferences(references, now);
  await writePacks(world, packs);
  const result = await act();
  await rewriteLatePacks(world, packs);
  if (program.definition.enter.some((one) => "date" in one)) await reevaluate(world);
  return result;
}
