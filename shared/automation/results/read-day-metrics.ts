import type { Definition } from "#shared/automation/language/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { type DayMetrics, dayMetrics } from "./day-metrics.ts";
import { readPasses } from "./pass-store.ts";

/** What the runs of a sequence did on each UTC day of a span, both ends included. */
export const readDayMetrics = async (
  world: { table: TableReader<"stats"> },
  { id, draft }: { id: string; draft: Pick<Definition, "steps"> },
  span: { from: string; until: string },
): Promise<DayMetrics[]> => dayMetrics(draft, await readPasses(world, id, span));
