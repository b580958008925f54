import type { TestClock } from "#test/support/world.ts";
import type { Faults } from "./faults.ts";
import type { Random } from "./random.ts";

/** A caller at an await: not before so many turns, and not before an instant of the simulated clock. */
type Waiting = { resolve: () => void; notBefore: number; wakesAt: number };

const MAX_STALL_TURNS = 300;
/** Longer than a lease, so that who naps while holding one comes back too late; a claimant may sleep for days. */
const MAX_NAP_MS = { nap: 400_000, slotNap: 600_000, claimNap: 48 * 3_600_000 };

/** Who may go on, one at a time; and what happens at a later instant. */
export class Schedule {
  /** Turns so far: an order of everything that happened. */
  turns = 0;
  readonly #clock: TestClock;
  readonly #random: Random;
  readonly #faults: Faults;
  readonly #waiting: Waiting[] = [];
  #timers: { at: number; act: () => void }[] = [];

  constructor(clock: TestClock, random: Random, faults: Faults) {
    this.#clock = clock;
    this.#random = random;
    this.#faults = faults;
  }

  /** Resolves when it is this caller's turn, with whether it slept for it. */
  async turn(nap: keyof typeof MAX_NAP_MS = "nap", mayNap = true): Promise<boolean> {
    const stall = this.#faults.happens("stall") ? this.#random.below(MAX_STALL_TURNS) : 0;
    const napMs = mayNap && this.#faults.happens(nap) ? this.#random.below(MAX_NAP_MS[nap]) : 0;
    await this.pass(napMs, stall);
    return napMs > 0;
  }

  /** Resolves in a turn after so many simulated milliseconds. */
  pass(ms: number, turns = 0): Promise<void> {
    return new Promise((resolve) => {
      const wakesAt = this.#clock.now() + ms;
      this.#waiting.push({ resolve, notBefore: this.turns + turns, wakesAt });
    });
  }

  /** Of somebody who is no invocation. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.later(ms, resolve));
  }

  later(ms: number, act: () => void): void {
    this.#timers.push({ at: this.#clock.now() + ms, act });
  }

  /** Invocations for whom time must pass. */
  get napping(): number {
    return this.#waiting.filter(({ wakesAt }) => wakesAt > this.#clock.now()).length;
  }

  /** Whether nobody is awake who could go on. */
  get isIdle(): boolean {
    return !this.#waiting.some(({ wakesAt }) => wakesAt <= this.#clock.now());
  }

  /** Does what has become due, or lets one of those who are awake go on; false when there is neither. */
  release(): boolean {
    const now = this.#clock.now();
    const due = this.#timers.filter(({ at }) => at <= now);
    if (due.length > 0) {
      this.#timers = this.#timers.filter(({ at }) => at > now);
      for (const { act } of due) act();
      return true;
    }
    const awake = this.#waiting.filter(({ wakesAt }) => wakesAt <= now);
    if (awake.length === 0) return false;
    this.turns += 1;
    const ready = awake.filter(({ notBefore }) => notBefore <= this.turns);
    const some = ready.length > 0 ? ready : awake;
    const next = some[this.#random.below(some.length)]!;
    this.#waiting.splice(this.#waiting.indexOf(next), 1);
    next.resolve();
    return true;
  }

  /** The next instant at which somebody wakes or a timer is due. */
  get nextAt(): number | undefined {
    const instants = [
      ...this.#waiting.map(({ wakesAt }) => wakesAt),
      ...this.#timers.map(({ at }) => at),
    ];
    return instants.length === 0 ? undefined : Math.min(...instants);
  }
}
