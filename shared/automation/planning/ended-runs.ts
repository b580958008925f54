import { type Enrollment, KEPT_ENDED } from "#shared/automation/enrollments/index.ts";
import { isActive, isTrackingConversions } from "#shared/messaging/snapshot/index.ts";
import { couldGo, prune } from "./prune.ts";
import type { PlanSnapshot } from "./snapshot.ts";

/** A settled run, to be moved out of what every plan reads. */
export type EndedRun = { contact: string; run: Enrollment; version: number };

/** Per plan; the rest follows with later ones. */
const MAX_AT_ONCE = 25;

/**
 * The ended runs beyond the newest few that track no conversion and have no mail that could still
 * leave.
 */
export function endedRuns(
  { contact: { id: contact, enrollments }, mails }: PlanSnapshot,
  changes: { old?: Enrollment }[],
  now: number,
): EndedRun[] {
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
    .map(({ data, version }) => ({ contact, run: prune(data, mails, now), version }))
    .filter(({ run }) => run.outbox.length + run.exitedRuns.length === 0)
    .sort((a, b) => (b.run.endedAt ?? 0) - (a.run.endedAt ?? 0))
    .slice(KEPT_ENDED)
    .slice(-MAX_AT_ONCE);
}
