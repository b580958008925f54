import type { Call } from "../provider.ts";
import { TEAM } from "../tour.ts";
import type { Evidence, Fault, StoredMail } from "./evidence.ts";

/**
 * Mails, people and runs that were accepted or decided and came to no end that can be explained.
 */
export function countLost(evidence: Evidence, fault: Fault): number {
  const accepted = new Set(
    evidence.calls.filter((call) => call.accepted).map(({ messageId }) => messageId),
  );
  const callsOf = Map.groupBy(evidence.calls, ({ messageId }) => messageId);
  const emails = new Map(evidence.contacts.map(({ id, email }) => [id, email]));
  let lost = 0;
  for (const mail of evidence.mails) {
    const { id, status, reason } = mail;
    if (status === "unknown" || status === "sending") continue;
    if (!accepted.has(id) && !isExcused(mail, callsOf.get(id) ?? [], emails, evidence)) {
      lost += fault(`lost as ${status} (${reason}): ${id}`);
    }
    if (accepted.has(id) && status !== "sent") {
      lost += fault(`sent, yet stored as ${status}: ${id}`);
    }
  }
  for (const what of evidence.stranded) lost += fault(`stranded: ${what}`);
  return lost + countLostPeople(evidence, fault);
}

function countLostPeople(
  { contacts, ordered, toured, stops, erasedAddresses }: Evidence,
  fault: Fault,
): number {
  let lost = 0;
  const wasPaused = (sequence: string) => stops.some(({ what }) => what === sequence);
  for (const contact of contacts) {
    const { id, email, erased, leftovers, sequences, isFinished, welcomeMails } = contact;
    if (erased) {
      if (leftovers > 0) lost += fault(`erased, yet ${leftovers} rows are left: ${id}`);
      continue;
    }
    if (!isFinished) lost += fault(`stuck: ${id}`);
    // An erased contact who came back is a new contact, and did not sign up again.
    if (erasedAddresses.has(email)) continue;
    if (!sequences.has("welcome") && !wasPaused("welcome")) lost += fault(`never let in: ${id}`);
    if (sequences.has("welcome") && welcomeMails < 2) lost += fault(`skipped a mail: ${id}`);
    if (ordered.has(email) && !sequences.has("orders") && !wasPaused("orders")) {
      lost += fault(`an order started no run: ${id}`);
    }
    if (toured.has(email) && !sequences.has("tour") && !wasPaused("tour")) {
      lost += fault(`asking for a tour started no run: ${id}`);
    }
  }
  return lost;
}

/** Whether what people and the provider did explains that this mail was not sent. */
function isExcused(
  mail: StoredMail,
  own: Call[],
  emails: Map<string, string>,
  evidence: Evidence,
): boolean {
  const { id, contact, status, reason, sequence, run } = mail;
  const { journal, runs, stops, doubtful, unwilling, unsubscribed, suppressed } = evidence;
  if (status === "refused") return own.some((call) => call.refusedForGood);
  if (status !== "dropped") return false;
  if (reason === "late") {
    const wasStopped = stops.some(({ what }) => what === "all" || what === sequence);
    return wasStopped || own.some((call) => !call.accepted);
  }
  if (reason === "exited") {
    const mayExit = sequence === "tour" || evidence.cancelled.has(contact);
    // Its row may never have said so: the same write let the next run in.
    const hasExited =
      journal.exited.has(run) || runs.ways.get(run)?.decisions.at(-1)?.decision === "exited";
    return !mail.isTeam && mayExit && hasExited;
  }
  if (reason === "overtaken") return doubtful.has(id) || journal.heldTooLong.has(id);
  if (mail.isTeam) return unwilling.has(TEAM);
  const { unsubscribedAddresses, suppressedAddresses } = evidence;
  const email = emails.get(contact)!;
  const isStopped = unsubscribed.has(contact) || suppressed.has(contact) || unwilling.has(email);
  return isStopped || unsubscribedAddresses.has(email) || suppressedAddresses.has(email);
}
