import { goalRow } from "#shared/automation/runs/index.ts";
import { experimentRow } from "#shared/automation/steps/index.ts";
import { getSequence, loadProgram } from "#shared/automation/versions/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { experimentResult, goalResult } from "./results.ts";
import type { Results } from "./results-schema.ts";
import { readTally } from "./tally-store.ts";

type Reads = { table: TableReader<"library" | "stats"> };

/**
 * The results of a sequence's goal, holdout and experiments. Counts continue across versions.
 * @throws NotFound
 */
export async function readResults(world: Reads, id: string, now: number): Promise<Results> {
  const { version } = (await getSequence(world, id)).data;
  const program = version === 0 ? undefined : await loadProgram(world, id, version);
  if (!program) return { id, version, goal: null, experiments: [] };
  const { goal, holdout } = program.definition;
  const experiments: Results["experiments"] = [];
  for (const name of program.experiments) {
    const step = program.steps.get(name);
    if (step?.kind !== "experiment") continue;
    const days = await readTally(world, experimentRow(id, name));
    const { event, within } = step.metric;
    experiments.push({ ...experimentResult(name, step, days, now), event, within });
  }
  if (!goal) return { id, version, goal: null, experiments };
  const days = await readTally(world, goalRow(id));
  const { event, within, value = null } = goal;
  const result = goalResult({ goal, holdout }, days, now);
  return { id, version, goal: { ...result, event, within, valueField: value }, experiments };
}
