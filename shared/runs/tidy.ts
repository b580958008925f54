import { type Enrollment, isOpen, type Message } from "#shared/people/index.ts";

/**
 * The enrollment without what nothing needs any more: outbox entries whose mail has its row, and exited runs
 * none of whose mails could still go. Every other entry is carried over by every write.
 */
export function tidy(run: Enrollment, mails: Map<string, Message>): Enrollment {
  if (run.outbox.length === 0 && run.exitedRuns.length === 0) return run;
  const outbox = run.outbox.filter((entry) => !mails.has(entry.messageId));
  const unsettled = new Set(outbox.map((entry) => entry.run));
  for (const mail of mails.values()) {
    if (couldGo(mail) && mail.source.kind === "run") unsettled.add(mail.source.run);
  }
  const exitedRuns = run.exitedRuns.filter((id) => unsettled.has(id));
  return { ...run, outbox, exitedRuns };
}

/** Whether a mail may still reach its reader. */
export const couldGo = (mail: Message): boolean => isOpen(mail) || mail.status === "unknown";
