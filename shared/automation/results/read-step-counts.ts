import { getSequence, getVersion, readCounts } from "#shared/automation/versions/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { readPasses } from "./pass-store.ts";
import { type StepCounts, stepCounts } from "./step-counts.ts";

type Reads = { table: TableReader<"library" | "stats"> };
/** UTC days, both included; a version, or all. */
type Span = { from: string; until: string; version?: number | undefined };

/**
 * What runs of a sequence did at each step.
 * @throws NotFound for an unknown sequence or version
 */
export async function readStepCounts(world: Reads, id: string, span: Span): Promise<StepCounts> {
  const { draft, version: newest } = (await getSequence(world, id)).data;
  const shown = span.version ?? newest;
  const [definition, here, days] = await Promise.all([
    shown === 0 ? draft : getVersion(world, id, shown).then((one) => one.definition),
    readCounts(world, id),
    readPasses(world, id, span),
  ]);
  return stepCounts(definition, here, days);
}
