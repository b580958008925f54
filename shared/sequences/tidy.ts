import { type Enrollment, isOpen, type Message } from "#shared/people/index.ts";

/**
 * The enrollment without what nothing needs any more: outbox entries whose mail has its row, and exited runs
 * whose mails are all settled. Every other entry is carried over by every write.
 */
export function tidy(run: Enrollment, mails: Map<string, Message>): Enrollment {
  const outbox = run.outbox.filter((entry) => !mails.has(entry.messageId));
  const waiting = new Set(outbox.map((entry) => entry.messageId));
  const isUnsettled = (id: string) => {
    const mail = mails.get(id);
    return waiting.has(id) || (mail !== undefined && (isOpen(mail) || mail.status === "unknown"));
  };
  const exitedRuns = run.exitedRuns.filter(({ messages }) => messages.some(isUnsettled));
  return { ...run, outbox, exitedRuns };
}
