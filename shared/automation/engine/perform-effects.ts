import type { ContactChange, RunChange } from "#shared/automation/planning/index.ts";
import { countPasses, tallyKey } from "#shared/automation/results/index.ts";
import type { Effect } from "#shared/automation/steps/index.ts";
import { countsKey } from "#shared/automation/versions/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import type { TableWriter } from "#shared/ports/table.ts";
import type { CommitWorld } from "./runs-world.ts";

/** Performs effects after their decisions are written: requests, and estimated counts. */
export async function performEffects(world: CommitWorld, changes: ContactChange[]): Promise<void> {
  const runs = changes.flatMap((change) => change.runs);
  const effects = runs.flatMap((run) => run.effects);
  const requests = effects.flatMap((one) => (one.kind === "request" ? [one.request] : []));
  await Promise.all([
    requests.length > 0 ? world.webhooks.call(requests) : undefined,
    countSteps(world, runs),
    countPasses(world, runs),
    ...talliesOf(effects).map(({ row, bucket, fields }) =>
      world.table.add(tallyKey(row, bucket), fields),
    ),
  ]);
}

type Tally = Effect & { kind: "tally" };

/** One addition per row and bucket of a batch. */
function talliesOf(effects: Effect[]): Tally[] {
  const sums = new Map<string, Tally>();
  for (const one of effects) {
    if (one.kind !== "tally") continue;
    const key = `${one.row} ${one.bucket}`;
    const fields = { ...sums.get(key)?.fields };
    for (const [name, count] of Object.entries(one.fields)) {
      fields[name] = (fields[name] ?? 0) + count;
    }
    sums.set(key, { ...one, fields });
  }
  return [...sums.values()];
}

/** Counts contacts per step: an estimate that lost or repeated work may bend. */
export async function countSteps(
  { table }: { table: TableWriter<"stats"> },
  runs: Pick<RunChange, "old" | "next">[],
): Promise<void> {
  const moves = new Map<string, Record<string, number>>();
  for (const { old, next } of runs) {
    const steps = moves.get(next.sequence) ?? {};
    moves.set(next.sequence, steps);
    const left = old?.step;
    if (left === next.step) continue;
    if (left) steps[left] = (ownValue(steps, left) ?? 0) - 1;
    if (next.step) steps[next.step] = (ownValue(steps, next.step) ?? 0) + 1;
  }
  for (const [sequence, steps] of moves) {
    if (Object.keys(steps).length > 0) await table.add(countsKey(sequence), steps);
  }
}
