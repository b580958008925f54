import { readEventData } from "#shared/audience/events/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import type { CurrentRun } from "./enter-run.ts";

/**
 * The runs with the data of their entering events, where they need it and do not hold it
 * themselves.
 */
export async function loadEntries(
  world: { table: TableReader<"people"> },
  contact: string,
  runs: CurrentRun[],
): Promise<CurrentRun[]> {
  const lacking = runs.filter(({ program, start }) => program.readsEntry && !start.entry.data);
  if (lacking.length === 0) return runs;
  const entries = lacking.map(({ start }) => start.entry);
  const found = await readEventData(world, contact, entries);
  const dataOf = new Map(lacking.map((run, i) => [run, found[i]]));
  return runs.map((run) => (dataOf.has(run) ? { ...run, entryData: dataOf.get(run) } : run));
}
