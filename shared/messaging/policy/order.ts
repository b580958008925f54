import { MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import { isOpen, isOut, type Message } from "#shared/messaging/messages/index.ts";
import type { Snapshot } from "#shared/messaging/snapshot/index.ts";
import { runOf, type SendCandidate } from "./send-candidate.ts";

const SHORT_PAUSE_MS = 20 * SECOND_MS;
/** The mail before leaves within seconds, or not before long. */
const SOON_MS = 10 * MINUTE_MS;

/**
 * How soon (ms) to ask again whether the mail before has gone, when it does not say until when it
 * is held. Soon at first: what leaves within a minute of its decision counts as on time.
 */
export const orderPause = ({ bornAt }: SendCandidate, now: number): number =>
  now - bornAt < SOON_MS ? SHORT_PAUSE_MS : MINUTE_MS;

/**
 * A mail in doubt no longer holds up the later ones of its run: when its claimant gives it back after one of those
 * went, or may have, it must not follow; while one is going, nobody can say yet.
 */
export function laterSent(mail: SendCandidate, snapshot: Snapshot): "gone" | "going" | undefined {
  const later = siblingsOf(mail, snapshot).filter(({ bornAt }) => bornAt > mail.bornAt);
  if (later.some((row) => isOut(row) || row.status === "unknown")) return "gone";
  return later.some(({ status }) => status === "sending") ? "going" : undefined;
}

/**
 * Mails of one run go in the order in which they were decided: until when the one before is held, or a while from
 * now when nobody can say.
 */
export function earlierOpen(
  mail: SendCandidate,
  snapshot: Snapshot,
  now: number,
): { until: number } | undefined {
  const run = runOf(mail)?.run;
  if (run === undefined) return undefined;
  const askAgainAt = now + orderPause(mail, now);
  const open = siblingsOf(mail, snapshot).find((row) => row.bornAt < mail.bornAt && isOpen(row));
  if (open) {
    const until = open.status === "held" ? open.until : 0;
    return { until: Math.max(until, askAgainAt) };
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
  return waiting ? { until: askAgainAt } : undefined;
}

/** The other mails of the same run to its person that have a row. */
function siblingsOf(mail: SendCandidate, { messages }: Snapshot): Message[] {
  const run = runOf(mail)?.run;
  if (run === undefined) return [];
  return messages
    .map(({ data }) => data)
    .filter((row) => row.id !== mail.id && runOf(row)?.run === run);
}
