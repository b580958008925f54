import type { ContactSnapshot, Enrollment } from "#shared/automation/enrollments/index.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { WorkReference } from "#shared/queue/index.ts";
import type { Snapshot } from "./snapshot.ts";
import { isKept } from "./tidy.ts";

/** An outbox entry this long past its planned instant should have its row: it is handed over again. */
const LOST_AFTER_MS = 15 * MINUTE_MS;

/** What a run is due for, if it is. */
export function dueOf(contact: string, { sequence, dueAt }: Enrollment): WorkReference[] {
  return dueAt === undefined ? [] : [{ kind: "run", contact, sequence, at: dueAt }];
}

/** When a contact is evaluated next, if it is. */
export const wakeOf = (contact: string, wakeAt: number | undefined): WorkReference[] =>
  wakeAt === undefined ? [] : [{ kind: "person", contact, at: wakeAt }];

/** Everything that a contact and their runs are due for, as it is stored. */
export const dueAgain = ({ id, profile, enrollments }: ContactSnapshot): WorkReference[] => [
  ...wakeOf(id, profile?.data.wakeAt),
  ...enrollments.flatMap(({ data }) => dueOf(id, data)),
];

/** Mails in an outbox that should have their row by now; all without one where `atOnce`. */
export function lostMails(
  { contact, mails }: Pick<Snapshot, "contact" | "mails">,
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
