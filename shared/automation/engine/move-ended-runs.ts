import { moveEnded } from "#shared/automation/enrollments/index.ts";
import type { EndedRun } from "#shared/automation/planning/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import type { Table } from "#shared/ports/table.ts";

/** Moves ended runs; one with a write conflict stays. */
export async function moveEndedRuns(
  { table }: { table: Table<"people", "people"> },
  ended: EndedRun[],
): Promise<void> {
  await Promise.all(
    ended.map(async ({ contact, run, version }) => {
      try {
        await table.write(moveEnded(contact, run, version));
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }),
  );
}
