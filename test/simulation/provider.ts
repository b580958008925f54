import type { SqliteQueue } from "#shared/adapters/embedded/queue.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Evidence, Mailer, OutgoingMail, SendOutcome } from "#shared/ports/mailer.ts";
import type { Random } from "./random.ts";

/** One call as the provider saw it. */
export type Call = {
  messageId: string;
  attempt: number;
  to: string;
  at: number;
  accepted: boolean;
  /** What it did for good, when it did not accept. */
  refusedForGood: boolean;
};

export type ProviderFaults = {
  /** The answer is lost: half of those mails were accepted. */
  lostAnswer: number;
  throttle: number;
  refuse: number;
  bounce: number;
  complaint: number;
  feedbackLost: number;
  feedbackDoubled: number;
};

/** A provider whose log is the truth: what it accepted, it sent. */
export class Provider implements Mailer {
  readonly evidence: Evidence;
  readonly concurrency = 5;
  perSecond = Number.POSITIVE_INFINITY;
  readonly log: Call[] = [];
  /** Mails of which some feedback was put on its way. */
  readonly reported = new Set<string>();
  lostAnswers = 0;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #queue: SqliteQueue;
  readonly #faults: ProviderFaults;
  onCall: (mail: OutgoingMail, accepted: boolean) => void = () => {};

  constructor(
    evidence: Evidence,
    clock: Clock,
    random: Random,
    queue: SqliteQueue,
    faults: ProviderFaults,
  ) {
    this.evidence = evidence;
    this.#clock = clock;
    this.#random = random;
    this.#queue = queue;
    this.#faults = faults;
  }

  ratePerSecond = async () => this.perSecond;

  find = async (messageId: string, attempt: number) => {
    const call = this.log.find(
      (c) => c.accepted && c.messageId === messageId && c.attempt === attempt,
    );
    return call ? { providerId: `p-${messageId}-${attempt}`, at: call.at } : undefined;
  };

  send = async (mail: OutgoingMail): Promise<SendOutcome> => {
    const { chance } = this.#random;
    const faults = this.#faults;
    const late = this.evidence === "query" && this.#clock.now() >= mail.leaseEndsAt;
    if (late || chance(faults.throttle)) {
      this.#note(mail, false, false);
      return { kind: "refused", reason: "421 4.7.0 slow down", retryable: true };
    }
    if (chance(faults.refuse)) {
      this.#note(mail, false, true);
      return { kind: "refused", reason: "554 5.6.0 content refused", retryable: false };
    }
    const isLost = chance(faults.lostAnswer);
    const accepted = !isLost || chance(0.5);
    this.#note(mail, accepted, false);
    if (accepted) await this.#report(mail);
    if (!isLost) return { kind: "accepted", providerId: `p-${mail.messageId}-${mail.attempt}` };
    this.lostAnswers += 1;
    return { kind: "unknown", reason: "timeout" };
  };

  #note(mail: OutgoingMail, accepted: boolean, refusedForGood: boolean): void {
    const { messageId, attempt, to } = mail;
    this.log.push({ messageId, attempt, to, at: this.#clock.now(), accepted, refusedForGood });
    this.onCall(mail, accepted);
  }

  /** Feedback, late, doubled, in any order or never. */
  async #report(mail: OutgoingMail): Promise<void> {
    const { chance, below } = this.#random;
    const faults = this.#faults;
    if (this.evidence !== "feed" || chance(faults.feedbackLost)) return;
    this.reported.add(mail.messageId);
    const fate = chance(faults.bounce) ? "Bounce" : "Delivery";
    // The stack does not ask for Send; somebody else's may.
    const early = chance(0.5) ? ["Send"] : [];
    const kinds = [...early, fate, ...(chance(faults.complaint) ? ["Complaint"] : [])];
    for (const kind of kinds) {
      const copies = chance(faults.feedbackDoubled) ? 2 : 1;
      for (let i = 0; i < copies; i++) {
        await this.#queue.send("feedback", [
          { body: this.#record(kind, mail), delaySeconds: below(900) },
        ]);
      }
    }
  }

  #record(eventType: string, { messageId, attempt, to }: OutgoingMail): object {
    const timestamp = new Date(this.#clock.now()).toISOString();
    const recipient = { emailAddress: to, status: "5.1.1", action: "failed" };
    const parts: Record<string, object> = {
      Send: { send: {} },
      Delivery: {
        delivery: { timestamp, recipients: [to], processingTimeMillis: 1, smtpResponse: "250 ok" },
      },
      Bounce: {
        bounce: {
          bounceType: "Permanent",
          bounceSubType: "General",
          bouncedRecipients: [recipient],
          timestamp,
          feedbackId: "f",
        },
      },
      Complaint: {
        complaint: {
          complainedRecipients: [{ emailAddress: to }],
          timestamp,
          feedbackId: "f",
          complaintFeedbackType: "abuse",
        },
      },
    };
    const tags = { workspace: ["main"], message: [messageId], attempt: [String(attempt)] };
    const mail = {
      timestamp,
      source: "a@example.com",
      messageId: `p-${messageId}-${attempt}`,
      destination: [to],
      tags,
    };
    return { eventType, mail, ...parts[eventType] };
  }
}
