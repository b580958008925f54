import type { Call } from "../provider.ts";
import { TEAM } from "../tour.ts";
import { contactOf, type Evidence, type Fault, transactionalIds } from "./evidence.ts";

/** Pause and kill switch take effect within this time; everything else at once. */
const EFFECT_MS = 5_000;

/**
 * Mails whose send began after something that forbids it was stored: suppression, erasure, exit,
 * pause, kill.
 */
export function countBegunTooLate(evidence: Evidence, fault: Fault): number {
  const { calls, mails } = evidence;
  const rows = new Map(mails.map((mail) => [mail.id, mail]));
  const transactional = transactionalIds(evidence);
  // The kind of a mail is unknown once its row went with an erasure.
  const mayBe = ({ messageId, to }: Call) =>
    transactional.has(messageId) || !rows.has(messageId) || to === TEAM;
  let count = 0;
  for (const call of calls) {
    if (!call.accepted) continue;
    const id = call.messageId;
    const row = rows.get(id);
    const why = forbidden(evidence, call, mayBe(call), row?.run ?? "", row?.sequence ?? "");
    if (why) count += fault(`begun after ${why}: ${id}`);
  }
  return count + countUnstored(evidence, fault);
}

function forbidden(
  { journal, stops }: Evidence,
  { messageId, to, begun }: Call,
  isTransactional: boolean,
  run: string,
  sequence: string,
): string | undefined {
  const contact = contactOf(messageId);
  const isAfter = (turn: number | undefined) => turn !== undefined && begun.turn > turn;
  if (isAfter(journal.erased.get(contact))) return "the erasure";
  const stopped = isTransactional ? journal.allStopped : journal.marketingStopped;
  // What the team is told depends on nothing that the person wants.
  if (to !== TEAM && isAfter(stopped.get(contact))) return "the suppression";
  if (to !== TEAM && isAfter(journal.exited.get(run))) return "the exit";
  const stop = stops.find(
    ({ what, from, to }) =>
      (what === "all" || what === sequence) && begun.at > from + EFFECT_MS && begun.at < to,
  );
  return stop && `the stop of ${stop.what}`;
}

/** What a caller was told must have been stored before. */
function countUnstored(
  { journal, unsubscribed, suppressed, erased }: Evidence,
  fault: Fault,
): number {
  let count = 0;
  const isGone = (contact: string) => journal.erased.has(contact);
  for (const [contact, turn] of [...unsubscribed, ...suppressed]) {
    const stored = journal.marketingStopped.get(contact);
    if (!isGone(contact) && (stored === undefined || stored > turn)) {
      count += fault(`answered, yet not stored: the suppression of ${contact}`);
    }
  }
  for (const [contact, turn] of erased) {
    const stored = journal.erased.get(contact);
    if (stored === undefined || stored > turn)
      count += fault(`answered, yet not erased: ${contact}`);
  }
  return count;
}
