import { DAY_MS, HOUR_MS, SECOND_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Evidence, OutgoingMail, SendOutcome } from "#shared/ports/mailer.ts";
import { dueMessage, providerRecord, type Queue } from "#shared/queue/index.ts";
import { sesRecord } from "#test/support/ses-record.ts";
import type { Faults } from "./faults.ts";
import type { Random } from "./random.ts";
import type { Schedule } from "./schedule.ts";

/** One call as the provider saw it. */
export type Call = {
  messageId: string;
  attempt: number;
  to: string;
  /** When it arrived; the log has the order in which calls were decided. */
  at: number;
  /** When the send began: the turn and the instant of the last check. */
  begun: { turn: number; at: number };
  accepted: boolean;
  /** What it did for good, when it did not accept. */
  refusedForGood: boolean;
};

/** What the provider allows, from an instant on. */
export type Rate = { from: number; perSecond: number };

/** The longest call: its time limit. */
const MAX_CALL_MS = 10 * SECOND_MS;
/** What the way may take beyond the time for a mail to begin: a mailer refuses later ones. */
const ON_THE_WAY_MS = 3 * SECOND_MS;
const MAX_FEEDBACK_DELAY_MS = 15 * 60 * SECOND_MS;
/** After it no further one is asked for. */
const LAST_LOOK = 8;
const MAX_LATE_MS = 2 * DAY_MS;

/** A provider whose log is the truth: what it accepted, it sent. */
export class Provider {
  readonly evidence: Evidence;
  readonly concurrency = 5;
  readonly rates: Rate[];
  readonly log: Call[] = [];
  /** Those of the calls that it took. */
  readonly taken: Call[] = [];
  /** Mails of which some feedback was put on its way. */
  readonly reported = new Set<string>();
  /** Addresses that it said it could not reach, or that complained. */
  readonly unwilling = new Set<string>();
  /** Until when the feed is silent; what it had to say comes afterwards, or never. */
  silentUntil = 0;
  readonly #accepted = new Map<string, { providerId: string; at: number }>();
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #schedule: Schedule;
  readonly #queue: Queue<"feedback">;
  readonly #happens: Faults["happens"];

  constructor(
    evidence: Evidence,
    perSecond: number,
    world: { clock: Clock; queue: Queue<"feedback"> },
    random: Random,
    schedule: Schedule,
    faults: Faults,
  ) {
    this.evidence = evidence;
    this.rates = [{ from: 0, perSecond }];
    this.#clock = world.clock;
    this.#queue = world.queue;
    this.#random = random;
    this.#schedule = schedule;
    this.#happens = faults.happens;
  }

  allow(perSecond: number): void {
    this.rates.push({ from: this.#clock.now(), perSecond });
  }

  ratePerSecond = async () => this.rates.at(-1)!.perSecond;

  find = async (messageId: string, attempt: number) =>
    this.#accepted.get(`${messageId}#${attempt}`);

  /**
   * Judges on arrival whether the lease is over, and takes the mail up to a call's time limit
   * later.
   */
  async take(mail: OutgoingMail, begun: Call["begun"]): Promise<SendOutcome> {
    const arrivedAt = this.#clock.now();
    const isLate =
      this.#clock.monotonicMs() > mail.beginBy + ON_THE_WAY_MS ||
      (this.evidence === "query" && arrivedAt >= mail.leaseEndsAt);
    if (isLate || this.#happens("throttle")) {
      this.#note(mail, { at: arrivedAt, begun }, "refused");
      return { kind: "refused", reason: "421 4.7.0 slow down", retryable: true };
    }
    if (this.#happens("refuse")) {
      this.#note(mail, { at: arrivedAt, begun }, "refused for good");
      return { kind: "refused", reason: "554 5.6.0 content refused", retryable: false };
    }
    if (this.#happens("slowCall")) await this.#dawdle(mail.messageId);
    const isLost = this.#happens("lostAnswer");
    const isAccepted = !isLost || this.#random.chance(0.5);
    this.#note(mail, { at: arrivedAt, begun }, isAccepted ? "accepted" : "refused");
    if (isAccepted) this.#report(mail);
    if (isLost) return { kind: "unknown", reason: "timeout" };
    return { kind: "accepted", providerId: idOf(mail) };
  }

  async #dawdle(messageId: string): Promise<void> {
    if (this.#happens("lookAtCall")) {
      const at = this.#clock.now();
      const look = { kind: "reconcile" as const, message: messageId, at, attempt: LAST_LOOK };
      const delaySeconds = this.#random.below(MAX_CALL_MS) / SECOND_MS;
      await this.#queue.send("feedback", [{ body: dueMessage([look]), delaySeconds }]);
    }
    await this.#schedule.pass(this.#random.below(MAX_CALL_MS));
  }

  #note(
    mail: OutgoingMail,
    came: Pick<Call, "at" | "begun">,
    end: "accepted" | "refused" | "refused for good",
  ): void {
    const { messageId, attempt, to } = mail;
    const accepted = end === "accepted";
    if (accepted) {
      const proof = { providerId: idOf(mail), at: this.#clock.now() };
      this.#accepted.set(`${messageId}#${attempt}`, proof);
    }
    const refusedForGood = end === "refused for good";
    const call = { messageId, attempt, to, ...came, accepted, refusedForGood };
    this.log.push(call);
    if (accepted) this.taken.push(call);
  }

  /** Feedback: early, late, doubled, in any order or never. */
  #report(mail: OutgoingMail): void {
    if (this.evidence !== "feed" || this.#happens("feedbackLost")) return;
    this.reported.add(mail.messageId);
    const fate = this.#happens("bounce") ? "Bounce" : "Delivery";
    // The stack does not ask for Send events; another configuration may.
    const early = this.#random.chance(0.5) ? ["Send"] : [];
    const kinds = [...early, fate, ...(this.#happens("complaint") ? ["Complaint"] : [])];
    if (kinds.includes("Complaint") || fate === "Bounce") this.unwilling.add(mail.to);
    const { messageId, attempt, to } = mail;
    const now = this.#clock.now();
    const tags = { workspace: "main", message: messageId, attempt: String(attempt) };
    const about = { providerId: idOf(mail), tags, to, takenAt: now, at: now };
    for (const kind of kinds) {
      const copies = this.#happens("feedbackDoubled") ? 2 : 1;
      for (let i = 0; i < copies; i++) this.#deliver(sesRecord(kind, about));
    }
  }

  #deliver(body: object): void {
    const isLate = this.#happens("feedbackLate");
    const delayMs = this.#random.below(isLate ? MAX_LATE_MS : MAX_FEEDBACK_DELAY_MS);
    const silentMs = Math.max(0, this.silentUntil - this.#clock.now());
    this.#schedule.later(silentMs + delayMs, () => {
      void this.#queue.send("feedback", [{ body: providerRecord(body) }]);
    });
  }

  /** The feed says nothing for a day. */
  silence(): void {
    this.silentUntil = this.#clock.now() + DAY_MS + this.#random.below(HOUR_MS);
  }
}

const idOf = ({ messageId, attempt }: OutgoingMail) => `p-${messageId}-${attempt}`;
