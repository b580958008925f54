import { HOUR_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { HttpPost, HttpReply } from "#shared/ports/http-client.ts";
import type { Faults } from "./faults.ts";
import type { Random } from "./random.ts";
import type { Schedule } from "./schedule.ts";

/** A request as its receiver saw it, and what it answered; whether that arrived it can't know. */
export type Receipt = { id: string; body: string; status: number; score: number };

const MAX_FAILING_MS = 6 * HOUR_MS;

/** The server that steps call: its log is the truth about what arrived. */
export class Receiver {
  readonly log: Receipt[] = [];
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #schedule: Schedule;
  readonly #happens: Faults["happens"];
  #failsUntil = 0;

  constructor(clock: Clock, random: Random, schedule: Schedule, { happens }: Faults) {
    this.#clock = clock;
    this.#random = random;
    this.#schedule = schedule;
    this.#happens = happens;
  }

  async take({ headers, body, timeoutMs }: HttpPost): Promise<HttpReply> {
    if (this.#happens("postLost")) {
      await this.#schedule.pass(timeoutMs);
      return { failed: "timeout" };
    }
    if (this.#happens("receiverFails")) {
      this.#failsUntil = this.#clock.now() + this.#random.below(MAX_FAILING_MS);
    }
    const status = this.#status();
    const score = this.#random.below(100);
    this.log.push({ id: headers["webhook-id"]!, body, status, score });
    if (this.#happens("replySlow")) await this.#schedule.pass(this.#random.below(timeoutMs));
    if (this.#happens("replyLost")) return { failed: "network" };
    return { status, text: JSON.stringify({ data: { score } }) };
  }

  #status(): number {
    if (this.#clock.now() < this.#failsUntil) return 500;
    return this.#happens("receiverGone") ? 404 : 200;
  }
}
