import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { KEEP_EVENTS_MS } from "#shared/kernel/retention.ts";
import { isOpen, type Message } from "#shared/messaging/messages/index.ts";
import type { OutboxEntry } from "#shared/messaging/snapshot/index.ts";

/**
 * Prunes outbox entries whose mail has its row, and exited runs without mails that could still
 * leave: every write carries the rest.
 */
export function prune(run: Enrollment, mails: Map<string, Message>, now: number): Enrollment {
  if (run.outbox.length === 0 && run.exitedRuns.length === 0) return run;
  const outbox = run.outbox.filter((entry) => !mails.has(entry.messageId) && isKept(entry, now));
  const unsettled = new Set(outbox.map((entry) => entry.run));
  for (const mail of mails.values()) {
    if (couldGo(mail) && mail.source.kind === "run") unsettled.add(mail.source.run);
  }
  const exitedRuns = run.exitedRuns.filter((id) => unsettled.has(id));
  return { ...run, outbox, exitedRuns };
}

/** Whether the row of a decided mail would not have expired yet. */
export const isKept = ({ bornAt }: OutboxEntry, now: number): boolean =>
  now < bornAt + KEEP_EVENTS_MS;

/** Whether a mail may still be delivered. */
export const couldGo = (mail: Message): boolean => isOpen(mail) || mail.status === "unknown";
