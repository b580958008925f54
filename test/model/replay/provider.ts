import type { Evidence, Mailer, OutgoingMail, SendOutcome } from "#shared/ports/mailer.ts";

/** What the trace says that the provider does with the next call, and what of it is heard. */
export type Answer = { accepts: boolean; outcome: SendOutcome };

const ACCEPTED: SendOutcome = { kind: "accepted", providerId: "p" };
const LOST: SendOutcome = { kind: "unknown", reason: "timeout" };

/** The provider's answer for each action of the model that is a call. */
export const ANSWERS: Record<string, Answer> = {
  "call: accepted": { accepts: true, outcome: ACCEPTED },
  "call: accepted, answer lost": { accepts: true, outcome: LOST },
  "call: not accepted, answer lost": { accepts: false, outcome: LOST },
  "call: refused for now": {
    accepts: false,
    outcome: { kind: "refused", reason: "421 4.7.0 later", retryable: true },
  },
  "call: refused for good": {
    accepts: false,
    outcome: { kind: "refused", reason: "554 5.6.0 never", retryable: false },
  },
};

/** A provider that does as the trace says. */
export class ScriptedProvider implements Mailer {
  readonly evidence: Evidence;
  readonly concurrency = 1;
  readonly accepted: OutgoingMail[] = [];
  calls = 0;
  answer: Answer = ANSWERS["call: accepted"]!;

  constructor(evidence: Evidence) {
    this.evidence = evidence;
  }

  send = async (mail: OutgoingMail): Promise<SendOutcome> => {
    this.calls += 1;
    if (this.answer.accepts) this.accepted.push(mail);
    return this.answer.outcome;
  };

  find = async (messageId: string, attempt: number) =>
    this.accepted.some((mail) => mail.messageId === messageId && mail.attempt === attempt)
      ? { providerId: "p", at: 0 }
      : undefined;
}
