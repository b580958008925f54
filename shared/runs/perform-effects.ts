import type { TableWriter } from "#shared/ports/table.ts";
import { countsKey, tallyKey } from "#shared/sequences/index.ts";
import type { Decided } from "./decide.ts";
import type { RunsWorld } from "./runs-world.ts";

/** What decisions ask for besides mail, once they are written: requests, and estimates of who stands where. */
export async function performEffects(world: RunsWorld, changes: Decided[]): Promise<void> {
  const effects = changes.flatMap((change) => change.effects);
  const requests = effects.flatMap((one) => (one.kind === "request" ? [one.request] : []));
  await Promise.all([
    requests.length > 0 ? world.caller.call(requests) : undefined,
    countSteps(world, changes),
    ...effects.map((one) =>
      one.kind === "tally" ? world.table.add(tallyKey(one.row, one.bucket), one.fields) : undefined,
    ),
  ]);
}

/** Who stands where, as an estimate: lost or doubled work may bend it. */
export async function countSteps(
  { table }: { table: TableWriter<"stats"> },
  changes: Pick<Decided, "old" | "next">[],
): Promise<void> {
  const moves = new Map<string, Record<string, number>>();
  for (const { old, next } of changes) {
    const steps = moves.get(next.sequence) ?? {};
    moves.set(next.sequence, steps);
    const left = old?.step;
    if (left === next.step) continue;
    if (left) steps[left] = (steps[left] ?? 0) - 1;
    if (next.step) steps[next.step] = (steps[next.step] ?? 0) + 1;
  }
  for (const [sequence, steps] of moves) {
    if (Object.keys(steps).length > 0) await table.add(countsKey(sequence), steps);
  }
}
