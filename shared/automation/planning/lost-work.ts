import type { ContactSnapshot, Enrollment } from "#shared/automation/enrollments/index.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { WorkReference } from "#shared/queue/index.ts";
import { isKept } from "./prune.ts";
import type { PlanSnapshot } from "./snapshot.ts";

/** An outbox entry without a row this long after its planned instant counts as lost. */
const LOST_AFTER_MS = 15 * MINUTE_MS;

/** The due reference of a run. */
export function dueOf(contact: string, { sequence, dueAt }: Enrollment): WorkReference[] {
  return dueAt === undefined ? [] : [{ kind: "run", contact, sequence, at: dueAt }];
}

/** The due reference of a contact's next evaluation. */
export const wakeOf = (contact: string, wakeAt: number | undefined): WorkReference[] =>
  wakeAt === undefined ? [] : [{ kind: "contact", contact, at: wakeAt }];

/** All due references of a contact and its runs, as stored. */
export const dueReferences = ({ id, profile, enrollments }: ContactSnapshot): WorkReference[] => [
  ...wakeOf(id, profile?.data.wakeAt),
  ...enrollments.flatMap(({ data }) => dueOf(id, data)),
];

/** Outbox entries that should have their row by now; all without one if `atOnce`. */
export function lostMails(
  { contact, mails }: Pick<PlanSnapshot, "contact" | "mails">,
  now: number,
  atOnce: boolean,
): string[] {
  const before = atOnce ? now : now - LOST_AFTER_MS;
  const lost: string[] = [];
  for (const { data } of contact.enrollments) {
    for (const entry of data.outbox) {
      const isDue = (entry.plannedAt ?? entry.bornAt) <= before && isKept(entry, now);
      if (isDue && !mails.has(entry.messageId)) lost.push(entry.messageId);
    }
  }
  return lost;
}
