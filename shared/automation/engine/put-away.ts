import { type Enrollment, KEPT_ENDED, moveEnded } from "#shared/automation/enrollments/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { isActive, isTrackingConversions } from "#shared/messaging/snapshot/index.ts";
import type { Table } from "#shared/ports/table.ts";
import type { Snapshot } from "./snapshot.ts";
import { couldGo, tidy } from "./tidy.ts";

/** A run that is over and settled, to be moved out of what every decision reads. */
export type Ended = { contact: string; run: Enrollment; version: number };

/** Of one decision: those of long ago go with the next ones. */
const MAX_AT_ONCE = 25;

/**
 * The runs that nothing needs any more where every decision reads them, but for the newest few:
 * over, with no time left for a goal, and with no mail that could still go.
 */
export function endedRuns(
  { contact: { id: contact, enrollments }, mails }: Snapshot,
  changes: { old?: Enrollment }[],
  now: number,
): Ended[] {
  if (enrollments.length <= KEPT_ENDED) return [];
  const stored = enrollments.filter(({ data }) => !changes.some(({ old }) => old === data));
  const unsettled = new Set<string>();
  for (const mail of mails.values()) {
    if (couldGo(mail) && mail.source.kind === "run") unsettled.add(mail.source.run);
  }
  return stored
    .filter(
      ({ data }) =>
        !isActive(data) && !isTrackingConversions(data, 0, now) && !unsettled.has(data.run),
    )
    .map(({ data, version }) => ({ contact, run: tidy(data, mails, now), version }))
    .filter(({ run }) => run.outbox.length + run.exitedRuns.length === 0)
    .sort((a, b) => (b.run.endedAt ?? 0) - (a.run.endedAt ?? 0))
    .slice(KEPT_ENDED)
    .slice(-MAX_AT_ONCE);
}

/** Moves runs that are over; one that others wrote meanwhile stays. */
export async function putAway(
  { table }: { table: Table<"people", "people"> },
  ended: Ended[],
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
