import type { Call } from "./provider.ts";

/** A message as it is stored; the checker's own view of it, not the engine's types. */
export type StoredMail = {
  id: string;
  contact: string;
  /** Of a sequence's mail; both are empty for one that the API was asked for. */
  run: string;
  step: string;
  status: string;
  reason?: string;
  bornAt: number;
};

/** Everything that may be known from outside: the provider's log, the stored facts, and what people did. */
export type Evidence = {
  calls: Call[];
  /** For each call (`messageId#attempt`), the turn at which the person was last read before it. */
  begunAt: Map<string, number>;
  mails: StoredMail[];
  /** Decided and without a row when all was over. */
  stranded: string[];
  contacts: { id: string; hasRun: boolean; isFinished: boolean }[];
  /** Contact → turn at which their unsubscribing was answered with 200. */
  unsubscribed: Map<string, number>;
  bouncedOrComplained: Set<string>;
  /** Contacts who cancelled an order. */
  cancelled: Set<string>;
  /** For each Idempotency-Key, the message ids that it was answered with. */
  asked: Map<string, Set<string>>;
  /** What the provider allows. */
  perSecond: number;
  /** Mails whose claimant died or whose answer was lost. */
  doubtful: Set<string>;
  /** Mails of which feedback came. */
  reported: Set<string>;
};

export type Verdict = {
  duplicates: number;
  lost: number;
  afterSuppression: number;
  unknown: number;
  unknownUnjustified: number;
  doubtfulFaults: number;
  resentInDoubt: number;
  /** The first few faults in words. */
  findings: string[];
};

/** Judges a finished run. Shares no code with the engine: every reason for a mail not to go is derived here. */
export function check(evidence: Evidence): Verdict {
  const findings: string[] = [];
  const fault = (text: string) => {
    if (findings.length < 20) findings.push(text);
    return 1;
  };
  const accepted = evidence.calls.filter((call) => call.accepted);
  const perMail = Map.groupBy(accepted, (call) => call.messageId);
  const perStep = Map.groupBy(
    evidence.mails.filter((mail) => perMail.has(mail.id)),
    (mail) => `${mail.contact} ${mail.run} ${mail.step || mail.id}`,
  );
  let duplicates = 0;
  for (const [id, calls] of perMail) {
    if (calls.length > 1) duplicates += fault(`sent ${calls.length} times: ${id}`);
  }
  for (const [name, mails] of perStep) {
    if (mails.length > 1) duplicates += fault(`two mails of one step: ${name}`);
  }

  for (const [key, ids] of evidence.asked) {
    if (ids.size > 1) duplicates += fault(`one request, several mails: ${key}`);
  }

  let afterSuppression = 0;
  const asked = new Set([...evidence.asked.values()].flatMap((ids) => [...ids]));
  for (const { messageId, attempt } of accepted) {
    const contact = contactOf(messageId);
    const stopped = evidence.unsubscribed.get(contact);
    const begun = evidence.begunAt.get(`${messageId}#${attempt}`) ?? Number.POSITIVE_INFINITY;
    if (stopped !== undefined && begun > stopped && !asked.has(messageId)) {
      afterSuppression += fault(`begun after the unsubscribing: ${messageId}`);
    }
  }

  let lost = 0;
  let unknown = 0;
  let unknownUnjustified = 0;
  for (const mail of evidence.mails) {
    const isAccepted = perMail.has(mail.id);
    if (mail.status === "unknown" || mail.status === "sending") {
      unknown += 1;
      const justified = evidence.doubtful.has(mail.id) && !evidence.reported.has(mail.id);
      if (!justified || mail.status === "sending") {
        unknownUnjustified += fault(`${mail.status} without a reason: ${mail.id}`);
      }
    } else if (!isAccepted && !isExcused(mail, evidence)) {
      lost += fault(`lost as ${mail.status} (${mail.reason}): ${mail.id}`);
    } else if (
      isAccepted &&
      (mail.status === "dropped" || mail.status === "refused" || mail.status === "held")
    ) {
      lost += fault(`sent, yet stored as ${mail.status}: ${mail.id}`);
    }
  }
  lost += misplaced(evidence, fault);
  for (const id of evidence.stranded) lost += fault(`never left the outbox: ${id}`);
  for (const contact of evidence.contacts) {
    if (!contact.hasRun) lost += fault(`accepted, yet never let in: ${contact.id}`);
    else if (!contact.isFinished) lost += fault(`stuck: ${contact.id}`);
  }
  const doubtfulFaults = evidence.doubtful.size;
  return {
    duplicates,
    lost,
    afterSuppression,
    unknown,
    unknownUnjustified,
    doubtfulFaults,
    resentInDoubt: 0,
    findings,
  };
}

/** Mails of one run that overtook each other, and times in which more was sent than the provider allows. */
function misplaced(evidence: Evidence, fault: (text: string) => number): number {
  const { calls, mails, perSecond } = evidence;
  const firstAt = new Map<string, number>();
  calls.forEach((call, i) => {
    if (call.accepted && !firstAt.has(call.messageId)) firstAt.set(call.messageId, i);
  });
  let faults = 0;
  const runs = Map.groupBy(
    mails.filter((mail) => mail.run),
    ({ run }) => run,
  );
  for (const ofRun of runs.values()) {
    const sent = ofRun.filter(({ id }) => firstAt.has(id)).toSorted((a, b) => a.bornAt - b.bornAt);
    sent.forEach((mail, i) => {
      const before = sent[i - 1];
      if (before && firstAt.get(before.id)! > firstAt.get(mail.id)!) {
        faults += fault(`overtook the mail before it: ${mail.id}`);
      }
    });
  }
  const windows = Map.groupBy(calls, ({ at }) => Math.floor(at / WINDOW_MS));
  for (const [window, some] of windows) {
    if (some.length > (perSecond * WINDOW_MS) / 1_000) {
      faults += fault(`${some.length} calls in half a minute (${window})`);
    }
  }
  return faults;
}

/** A slot is taken a moment before its call: over half a minute that evens out. */
const WINDOW_MS = 30_000;

const contactOf = (messageId: string) => messageId.split("_").slice(0, 2).join("_");

/** Whether what people and the provider did explains that this mail was not sent. */
function isExcused(mail: StoredMail, evidence: Evidence): boolean {
  const calls = evidence.calls.filter((call) => call.messageId === mail.id);
  if (mail.status === "refused") return calls.some((call) => call.refusedForGood);
  if (mail.status !== "dropped") return false;
  if (mail.reason === "late") return calls.some((call) => !call.accepted);
  if (mail.reason === "exited") return evidence.cancelled.has(mail.contact);
  if (mail.reason === "overtaken") return evidence.doubtful.has(mail.id);
  return evidence.unsubscribed.has(mail.contact) || evidence.bouncedOrComplained.has(mail.contact);
}
