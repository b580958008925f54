import { MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import { isOpen, isOut, type Message } from "#shared/messaging/messages/index.ts";
import type { Snapshot } from "#shared/messaging/snapshot/index.ts";
import { runOf, type SendCandidate } from "./send-candidate.ts";

const SHORT_PAUSE_MS = 20 * SECOND_MS;
/** The previous mail leaves within seconds, or not for long. */
const SOON_MS = 10 * MINUTE_MS;

/**
 * When (ms) to check again for the previous mail if it has no release time of its own. Soon at
 * first: a mail sent within a minute of its decision is on time.
 */
export const orderPause = ({ bornAt }: SendCandidate, now: number): number =>
  now - bornAt < SOON_MS ? SHORT_PAUSE_MS : MINUTE_MS;

/**
 * Whether a later mail of the run was sent, or is being sent. A mail in doubt does not hold up
 * later ones, so it must not follow them if its claim is returned.
 */
export function laterSent(mail: SendCandidate, snapshot: Snapshot): "sent" | "sending" | undefined {
  const later = siblingsOf(mail, snapshot).filter(({ bornAt }) => bornAt > mail.bornAt);
  if (later.some((row) => isOut(row) || row.status === "unknown")) return "sent";
  return later.some(({ status }) => status === "sending") ? "sending" : undefined;
}

/**
 * Mails of one run are sent in the order of their decisions: the instant until which an earlier
 * mail holds this one up.
 */
export function earlierOpen(
  mail: SendCandidate,
  snapshot: Snapshot,
  now: number,
): { until: number } | undefined {
  const run = runOf(mail)?.run;
  if (run === undefined) return undefined;
  const checkAgainAt = now + orderPause(mail, now);
  const open = siblingsOf(mail, snapshot).find((row) => row.bornAt < mail.bornAt && isOpen(row));
  if (open) {
    const until = open.status === "held" ? open.until : 0;
    return { until: Math.max(until, checkAgainAt) };
  }
  const known = new Set(snapshot.messages.map(({ data }) => data.id));
  const waiting = snapshot.enrollments
    .flatMap(({ data }) => data.outbox)
    .some(
      (entry) =>
        entry.run === run &&
        entry.to === undefined &&
        entry.bornAt < mail.bornAt &&
        !known.has(entry.messageId),
    );
  return waiting ? { until: checkAgainAt } : undefined;
}

/** The other rows of the same run's mails to the contact. */
function siblingsOf(mail: SendCandidate, { messages }: Snapshot): Message[] {
  const run = runOf(mail)?.run;
  if (run === undefined) return [];
  return messages
    .map(({ data }) => data)
    .filter((row) => row.id !== mail.id && runOf(row)?.run === run);
}
