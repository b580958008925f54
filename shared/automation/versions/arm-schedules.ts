import { reevaluate } from "#shared/audience/segments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { nextRuns } from "#shared/automation/language/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { TableWriter } from "#shared/ports/table.ts";
import type { Queue } from "#shared/queue/index.ts";
import { schedule } from "#shared/scheduler/index.ts";

export type SchedulesWorld = { table: TableWriter<"due">; queue: Queue<"work">; clock: Clock };

/**
 * Makes a program live with `publish`. The next time of each schedule is on the timing wheel
 * before; the dates of all contacts are evaluated after. If `publish` fails, a harmless reference
 * stays.
 */
export async function armSchedules<T>(
  world: SchedulesWorld,
  program: Program,
  zone: string,
  publish: () => Promise<T>,
): Promise<T> {
  const references = nextRuns(program, zone, world.clock.now());
  const result = await schedule(world, references, publish);
  if (program.definition.enter.some((trigger) => "date" in trigger)) await reevaluate(world);
  return result;
}
