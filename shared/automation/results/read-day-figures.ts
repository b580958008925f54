import type { Definition } from "#shared/automation/language/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { type DayFigures, dayFigures } from "./day-figures.ts";
import { readPasses } from "./pass-store.ts";

/** What the runs of a sequence did on each UTC day of a span, both ends included. */
export const readDayFigures = async (
  world: { table: TableReader<"stats"> },
  { id, draft }: { id: string; draft: Pick<Definition, "steps"> },
  span: { from: string; until: string },
): Promise<DayFigures[]> => dayFigures(draft, await readPasses(world, id, span));
